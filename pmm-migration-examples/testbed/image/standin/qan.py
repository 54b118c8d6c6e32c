"""Query analytics (127.0.0.1:9922): reports over the rows kept below /srv/clickhouse, while the clickhouse program runs."""
import datetime
import json
import pathlib

import release
from web import ApiError, Router, grpc_error, serve

ROWS = pathlib.Path("/srv/clickhouse/data/pmm/metrics")
STATUS = pathlib.Path("/srv/clickhouse/status")
router = Router(ApiError(404, {"error": "Not Found", "code": 5, "message": "Not Found", "details": []}))


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def rows(since, until):
    if not (STATUS.exists() and pathlib.Path("/proc", STATUS.read_text().strip() or "-").exists()):
        raise grpc_error(14, "dial tcp 127.0.0.1:9000: connect: connection refused")
    if release.flag("QAN_EMPTY"):
        return
    for file in sorted(ROWS.glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if since <= row["time"] < until:
                    yield row


def metric(total):
    return {"stats": {"rate": 0.0, "cnt": total, "sum": float(total), "min": 0.0, "max": 0.0, "p99": 0.0, "avg": 0.0, "sum_per_sec": 0.0}}


def report_row(rank, dimension, fingerprint, queries, seconds):
    return {"rank": rank, "dimension": dimension, "database": "", "metrics": {"num_queries": metric(queries), "query_time": metric(seconds)},
            "sparkline": [], "fingerprint": fingerprint, "num_queries": queries, "qps": 0.0, "load": seconds}


@router.on("POST", "/v0/qan/GetReport" if release.major() == 2 else "/v1/qan/metrics:getReport")
def report(request):
    body = request.json()
    try:
        since, until = moment(body["period_start_from"]), moment(body["period_start_to"])
    except (KeyError, ValueError):
        raise grpc_error(3, "from-date: period_start_from and period_start_to are required") from None
    groups = {}
    for row in rows(since, until):
        group = groups.setdefault(row["queryid"], [row["fingerprint"], 0, 0.0])
        group[1] += row["num_queries"]
        group[2] += row["query_time"]
    ordered = sorted(groups.items(), key=lambda item: -item[1][2])
    offset, limit = int(body.get("offset") or 0), int(body.get("limit") or 10)
    found = [report_row(0, "TOTAL", "TOTAL", sum(g[1] for g in groups.values()), sum(g[2] for g in groups.values()))] if groups else []
    found += [report_row(n + 1, queryid, g[0], g[1], g[2]) for n, (queryid, g) in enumerate(ordered)][offset:offset + limit]
    return {"total_rows": len(groups), "offset": offset, "limit": limit, "rows": found}


if __name__ == "__main__":
    serve(9922, router)
