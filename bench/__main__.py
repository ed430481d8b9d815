"""Prints how fast the bot is, in figures of one run: `python -m bench`, or `--quick` for a look."""

import argparse
from collections.abc import Mapping

from bench import crowds, deciding, discord, racing, rhythm, seats, slack, storing, years
from bench.storing import BULK, CORE, ENGINE, ORM, RAW, TARGETS, Size


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small load, to see that it works")
    parser.add_argument("--runs", type=int, default=seats.RUNS, help="seasons of each way to sit")
    parser.add_argument("--years", type=int, default=10, help="that a hundred groups live")
    parser.add_argument("--sleepers", type=int, default=1_000_000, help="groups that sleep")
    args = parser.parse_args()
    quick = args.quick
    decided(meetings=1, rounds=2) if quick else decided(meetings=4, rounds=40)
    stored(Size(3, 5, 5, 1) if quick else Size(50, 30, 60, 5))
    answered(racing.Size(300, 40, 1) if quick else racing.Size(6000, 400, 5))
    answered_there(racing.Size(300, 300, 1) if quick else racing.Size(6000, 6000, 5))
    seated(3 if quick else args.runs)
    kept_time(20 if quick else 2000)
    lived(*((2, 1) if quick else (100, args.years)))
    crowded(*((2000, 5, 20) if quick else (args.sleepers, 100, 10_000)))


def decided(meetings: int, rounds: int) -> None:
    """Print how fast the core decides."""
    speed = deciding.speed(meetings, rounds)
    print("decide: a hot-seat meeting of eight, from its start to its recap, over and over")
    print(f"events per CPU second, {rounds} rounds")
    print(f"  {'best':<36}{speed.best:>9,.0f}   {_met(speed.best, deciding.TARGET)}")
    print(f"  {'median':<36}{speed.middle:>9,.0f}")
    print(f"  {'best, with every card drawn':<36}{speed.drawn:>9,.0f}")


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


def answered(size: racing.Size) -> None:
    """Print how fast Slack is answered."""
    rounds = slack.race(size)
    print(
        f"slack: a command and a button by turns, over HTTP, {slack.CONNECTIONS} connections; "
        f"median of {size.rounds} rounds"
    )
    raced(rounds, slack.BOT, slack.RATE)
    share, most = racing.slower(rounds, slack.BOT, slack.BARE), slack.SLOWEST
    met = f"target {most}: {'met' if share <= most else 'NOT met'}"
    print(f"  {f'the 99 of 100, of {slack.BARE}':<50}{share:>9.2f}   {met}")


def answered_there(size: racing.Size) -> None:
    """Print how fast Discord is answered."""
    rounds = discord.race(size)
    print(
        f"discord: a command and a button by turns, over the gateway, {discord.FLYING} on their "
        f"way; median of {size.rounds} rounds"
    )
    raced(rounds, discord.BOT, discord.RATE)


def raced(rounds: list[racing.Round], own: str, rate: Mapping[str, float]) -> None:
    """Print how each did, and how fast our own one was beside them."""
    for name in (own, *rate):
        one = racing.middle(rounds, name)
        print(f"  {f'{name}: requests a second':<50}{one.rate:>9,.0f}")
        print(f"  {f'{name}: microseconds of processor':<50}{one.cpu:>9,.0f}")
        print(f"  {f'{name}: milliseconds, the median':<50}{one.p50:>9,.1f}")
        print(f"  {f'{name}: milliseconds, 99 of 100':<50}{one.p99:>9,.1f}")
    print("the bot's requests a second, as a multiple of each other's")
    for name, target in rate.items():
        share = racing.faster(rounds, own, name)
        print(f"  {name:<50}{share:>9.2f}   {_met(share, target)}")


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


def lived(groups: int, span: int) -> None:
    """Print whether years of groups are what a calendar of its own says."""
    print(f"years: {groups} groups that are all different, {span} years each, by the calendar")
    held = told = heard = wrong = 0
    for number in range(groups):
        plan, words = years.plan_of(number, span)
        life, (starts, lines, messages) = years.lived(plan, words), years.expected(plan)
        same = (life.began, sorted(life.told), life.heard) == (starts, sorted(lines), messages)
        wrong += not same
        held, told = held + len(life.began), told + len(life.told)
        heard += sum(len(one) for one in life.heard.values())
    print(f"  {'meetings held':<36}{held:>9,}")
    print(f"  {'reminders of groups':<36}{told:>9,}")
    print(f"  {'messages to people':<36}{heard:>9,}")
    print(f"  {'groups as the calendar says':<36}{groups - wrong:>9,}   {_met(-wrong, 0)}")


def crowded(sleepers: int, rings: int, meetings: int) -> None:
    """Print what a ring costs beside many who sleep, and a minute in which many meetings begin."""
    print(
        f"crowds: {crowds.FEW:,} and {sleepers:,} groups that sleep; {meetings:,} meetings at once"
    )
    with crowds.databases() as found:
        for name, (few, many, last) in found.items():
            small, large = crowds.beside_sleepers((few, many), sleepers, rings)
            for what, one, other in (
                ("an idle ring", small.idle, large.idle),
                ("one group due", small.due, large.due),
            ):
                ratio, most = other / one, crowds.RATIO
                met = f"target {most}: {'met' if ratio <= most else 'NOT met'}"
                print(f"  {f'{name}: {what}, ms beside few':<36}{one:>9.2f}")
                print(f"  {f'{name}: {what}, beside many':<36}{other:>9.2f}")
                print(f"  {f'{name}: {what}, as a multiple':<36}{ratio:>9.2f}   {met}")
            rush = crowds.rush(last, meetings)
            print(f"  {f'{name}: meetings that began':<36}{rush.count:>9,}")
            print(f"  {f'{name}: all begun after, seconds':<36}{rush.seconds:>9.2f}")
            print(f"  {f'{name}: late by, the median':<36}{rush.late:>9.2f}")
            print(f"  {f'{name}: late by, 99 of 100':<36}{rush.latest:>9.2f}")


def _met(figure: float, target: float) -> str:
    return f"target {target:,}: {'met' if figure >= target else 'NOT met'}"


if __name__ == "__main__":
    main()
