"""The command `python -m tests.services`."""

import argparse
import sys
from concurrent.futures import Future, ThreadPoolExecutor

from tests.services.accounts import Account, service_account
from tests.services.browser import install_browser
from tests.services.elasticsearch import Elasticsearch
from tests.services.errors import ServiceError
from tests.services.mail import Mail
from tests.services.places import Places
from tests.services.postgresql import PostgreSQL
from tests.services.redis import Redis
from tests.services.service import Service

INTERRUPTED = 130
KINDS: tuple[type[Service], ...] = (PostgreSQL, Redis, Elasticsearch, Mail)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 1 when a service cannot be had."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "install-browser":
            sys.stdout.write(f"{install_browser()}\n")
            return 0
        return _run(options.command, only=options.only)
    except (ServiceError, OSError) as error:
        return _report([_as_service_error(error)])
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.services", description=__doc__)
    parser.add_argument("command", choices=[*COMMANDS, "install-browser"])
    parser.add_argument("--only", nargs="+", choices=[kind.name for kind in KINDS], metavar="NAME")
    return parser


def _run(command: str, *, only: list[str] | None) -> int:
    places = Places.from_environment()
    account = service_account() if command == "start" else Account()
    everything = [kind(places, account) for kind in KINDS]
    chosen = [service for service in everything if not only or service.name in only]
    return COMMANDS[command](places, everything, chosen)


def _start(places: Places, everything: list[Service], chosen: list[Service]) -> int:
    with places.locked(), ThreadPoolExecutor(len(chosen)) as pool:
        errors = _errors([pool.submit(service.start) for service in chosen])
        _write_env(places, everything)
    return _report(errors)


def _stop(places: Places, everything: list[Service], chosen: list[Service]) -> int:
    with places.locked(), ThreadPoolExecutor(len(chosen)) as pool:
        errors = _errors([pool.submit(service.stop) for service in chosen])
        _write_env(places, everything)
    return _report(errors) or _status(places, everything, chosen)


def _status(_places: Places, _everything: list[Service], chosen: list[Service]) -> int:
    for service in chosen:
        sys.stdout.write(f"{service.name}: {service.status()}\n")
    return 0


def _env(_places: Places, _everything: list[Service], chosen: list[Service]) -> int:
    sys.stdout.write(_env_lines(chosen))
    return 0


COMMANDS = {"start": _start, "stop": _stop, "status": _status, "env": _env}


def _env_lines(services: list[Service]) -> str:
    return "".join(service.env_line() for service in services)


def _write_env(places: Places, services: list[Service]) -> None:
    draft = places.env_file.with_suffix(".env.new")
    draft.touch(mode=0o600)
    draft.write_text(_env_lines(services))
    draft.replace(places.env_file)


def _errors(futures: list[Future[object]]) -> list[ServiceError]:
    errors = []
    for future in futures:
        try:
            future.result()
        except (ServiceError, OSError) as error:
            errors.append(_as_service_error(error))
    return errors


def _as_service_error(error: ServiceError | OSError) -> ServiceError:
    if isinstance(error, ServiceError):
        return error
    return ServiceError(f"services: {error}; give this user the right, or set another DATA_DIR")


def _report(errors: list[ServiceError]) -> int:
    for error in errors:
        sys.stderr.write(f"{error}\n")
        if error.log_tail:
            sys.stderr.write(f"{error.log_tail}\n")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
