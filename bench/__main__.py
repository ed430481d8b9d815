"""Prints how fast the bot is, in figures of one run: `python -m bench`, or `--quick` for a look."""

import argparse

from bench import deciding, rhythm, seats, storing
from bench.storing import BULK, CORE, ENGINE, ORM, RAW, TARGETS, Size


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small load, to see that it works")
    parser.add_argument("--runs", type=int, default=seats.RUNS, help="seasons of each way to sit")
    args = parser.parse_args()
    quick = args.quick
    decided(meetings=1, rounds=2) if quick else decided(meetings=4, rounds=40)
    stored(Size(3, 5, 5, 1) if quick else Size(50, 30, 60, 5))
    seated(3 if quick else args.runs)
    kept_time(20 if quick else 2000)


def decided(meetings: int, rounds: int) -> None:
    """Print how fast the core decides."""
    speed = deciding.speed(meetings, rounds)
    print("decide: a hot-seat meeting of eight, from its start to its recap, over and over")
    print(f"events per CPU second, {rounds} rounds")
    print(f"  {'best':<36}{speed.best:>9,.0f}   {_met(speed.best, deciding.TARGET)}")
    print(f"  {'median':<36}{speed.middle:>9,.0f}")


def stored(size: Size) -> None:
    """Print how fast events become durable."""
    rounds = storing.race(size)
    print(
        "durable: SQLite in WAL, synchronous=FULL, group commit, one event of each group on its way"
    )
    print(f"events per second, {size.groups} groups in a meeting, median of {size.rounds} rounds")
    for name in (ENGINE, RAW, BULK, CORE, ORM):
        print(f"  {name:<36}{storing.middle(rounds, name):>9,.0f}")
    print("the engine's speed, as a multiple of each other's")
    for name in (RAW, BULK, CORE, ORM):
        share = storing.share(rounds, name)
        target = TARGETS.get(name)
        print(f"  {name:<36}{share:>9.2f}   {_met(share, target) if target else ''}".rstrip())


def seated(runs: int) -> None:
    """Print how evenly seats go round."""
    print(
        f"seats: seasons of {seats.MEETINGS} meetings, {seats.COMES:.0%} come, {seats.TELLS:.0%} of"
    )
    print(f"absences are told; means of {runs} seasons each, seeds 0 to {runs - 1}")
    print(
        f"  {'members/seats':<26}lost per meeting  longest wait  95th percentile  spread of seats"
    )
    for row in seats.table(runs):
        name = f"{row.members}/{row.seats} {row.way}"
        figures = f"{row.longest:>14.1f}{row.late:>17.1f}{row.spread:>17.1f}"
        print(f"  {name:<26}{row.lost:>16.2f}{figures}")


def kept_time(rounds: int) -> None:
    """Print how hours are shared, and what it costs to find the next meeting."""
    print("rhythm: Denver, Boston, London, Pune and Sydney, 12 fortnightly meetings, by UTC hours")
    print(f"  {'points that each carries':<36}at most   hours")
    for share in rhythm.shares():
        points = "/".join(str(carried) for carried in share.points)
        print(f"  {share.way + ': ' + points:<36}{max(share.points):>7}{share.hours:>8}")
    cost, most = rhythm.next_meeting(rounds), rhythm.MICROSECONDS
    met = f"target {most}: {'met' if cost <= most else 'NOT met'}"
    print(f"  {'next meeting, microseconds of CPU':<36}{cost:>9.1f}   {met}")


def _met(figure: float, target: float) -> str:
    return f"target {target:,}: {'met' if figure >= target else 'NOT met'}"


if __name__ == "__main__":
    main()
