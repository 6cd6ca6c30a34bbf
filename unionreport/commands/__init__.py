"""The commands, a module a subject; each parses, calls one function, prints and exits."""
