"""A command line of two commands that does nothing, as plain as ours."""

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def hello(name: str) -> None:
    """Greets."""
    print(name)


@app.command()
def goodbye(name: str) -> None:
    """Takes leave."""
    print(name)


app()
