import { setTimeout as pause } from "node:timers/promises";
import { addHours } from "../../src/domain/time.js";
import { DemoError } from "../../src/server/demo/demo-error.js";
import { Agenda } from "../../src/server/demo/real/agenda.js";

const begin = new Date("2018-01-01T00:00:00.000Z");

/** An agenda on a clock that stands, and what happened, with the hour that the clock showed. */
function stage() {
  let shown = begin;
  const said: string[] = [];
  const agenda = new Agenda({
    ...{ atOnce: 3, clockStands: true },
    moveClock: (to) => {
      shown = to;
      return Promise.resolve({ fired: 0, failed: 0 });
    },
  });
  const add = (of: number, hours: number, what: string, also: { alone?: boolean; takesMs?: number } = {}) => {
    agenda.add(addHours(begin, hours), {
      ...{ of, alone: also.alone ?? false },
      run: async () => {
        await pause(also.takesMs ?? 0);
        said.push(`${(shown.getTime() - begin.getTime()) / 3_600_000} ${what}`);
        if (what === "fails") throw new DemoError("Not as the script has it.");
      },
    });
  };
  return { agenda, add, said, run: () => agenda.run(() => undefined) };
}

describe("the agenda of the real disputes", () => {
  it("lets nothing happen before its hour, whatever minute it was entered for", async () => {
    const { add, said, run } = stage();
    add(1, 2.2, "late");
    add(2, 0.5, "early");
    await run();
    expect(said).toEqual(["1 early", "3 late"]);
  });

  it("does what cases do for themselves side by side, each case in its order, and then what takes of the shared by number", async () => {
    const { add, said, run } = stage();
    add(9, 1, "shared by 9", { alone: true });
    add(2, 1, "shared by 2", { alone: true });
    add(5, 1, "5 slowly", { takesMs: 30 });
    add(5, 1, "5 again");
    add(6, 1, "6");
    await run();
    expect(said).toEqual(["1 6", "1 5 slowly", "1 5 again", "1 shared by 2", "1 shared by 9"]);
  });

  it("tells of what is not as expected and goes on with the rest", async () => {
    const { agenda, add, said, run } = stage();
    add(1, 1, "fails");
    add(2, 2, "goes on");
    await run();
    expect(said).toEqual(["1 fails", "2 goes on"]);
    expect(agenda.problems).toEqual(["2018-01-01T01:00:00.000Z: Not as the script has it."]);
  });
});
