"""``python -m nightlatch`` is the command ``nightlatch``."""

from nightlatch.cli.main import main

if __name__ == "__main__":
    main()
