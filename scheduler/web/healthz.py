"""Health over HTTP, for whatever watches the service: JSON, 200 when all is well and 503 when a person should look."""

from dataclasses import asdict
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import JSONResponse

from scheduler.web.desk import TheDesk
from scheduler.web.health import Health

router = APIRouter()


@router.get("/healthz")
def healthz(desk: TheDesk) -> JSONResponse:
    """How everything fares."""
    health = desk.health()
    return JSONResponse(as_json(health), status_code=200 if health.is_ok else 503)


def as_json(health: Health) -> dict[str, object]:
    """What is answered; instants in ISO 8601, UTC; null where nothing has happened yet."""
    return {
        "status": "ok" if health.is_ok else "degraded",
        "problems": list(health.problems),
        "at": health.at.isoformat(),
        "due_lag_seconds": health.due_lag_seconds,
        "last_rounds": {
            seen.kind: {
                "on_day": seen.on_day.isoformat(),
                "at": seen.at.isoformat(),
                "finished_at": _instant(seen.finished_at),
                "fault": seen.fault,
            }
            for seen in health.rounds
        },
        "work": {
            beat.name: {
                "last_at": _instant(beat.last_at),
                "last_good_at": _instant(beat.last_good_at),
                "fault": beat.fault,
            }
            for beat in health.beats
        },
        "messages_waiting": health.waiting.messages,
        "messages_in_doubt": health.waiting.in_doubt,
        "oldest_message_at": _instant(health.waiting.oldest_at),
        "breakers": {
            transport: {**asdict(breaker), "open_until": breaker.open_until.isoformat()}
            for transport, breaker in health.breakers.items()
        },
        "free_disk_bytes": health.free_disk_bytes,
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
