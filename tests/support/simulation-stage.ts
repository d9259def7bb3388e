import { createHash, randomUUID } from "node:crypto";
import { defaultRulebook } from "../../seeds/default-rulebook.js";
import { Role, systemViewer, type Viewer } from "../../src/domain/access/viewer.js";
import { parseRulebook } from "../../src/domain/rulebook/parse-rulebook.js";
import type { ReasonRule } from "../../src/domain/rulebook/reason-rule.js";
import type { CategoryOverride } from "../../src/domain/rulebook/rule-change.js";
import type { Rulebook } from "../../src/domain/rulebook/rulebook.js";
import { everyDispute, type SimulationSample } from "../../src/domain/simulation/sample.js";
import type { Database } from "../../src/persistence/database.js";
import { newDraft } from "../../src/domain/rulebook/change-version.js";
import { saveRulebookVersion } from "../../src/persistence/rulebook-version.store.js";
import { runSimulation } from "../../src/services/simulation/run-simulation.js";
import { simulateRulebook } from "../../src/services/simulation/simulate-rulebook.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import { Factory, person, TestClock, type Purchase } from "./factory.js";
import { withoutLostReasons } from "./lost-reasons.js";

import { Story } from "./story.js";

type Changeable<Whole> = { -readonly [Key in keyof Whole]: Whole[Key] };

/** What a test may change of the default rulebook. */
export interface DraftParts {
  readonly reasons: Record<string, Changeable<ReasonRule>>;
  readonly timers: Record<string, { hours: number }>;
  categoryOverrides: CategoryOverride[];
}

/** The default rulebook with some parameters changed, as another version. */
export function draftOf(version: string, change: (draft: DraftParts) => void): Rulebook {
  const draft = structuredClone({ ...defaultRulebook(), version });
  // A replay asks for no advice, and what a test takes away may be recommended.
  for (const rule of Object.values(draft.reasons)) Object.assign(rule, { recommendations: [] });
  change(draft as unknown as DraftParts);
  return parseRulebook(withoutLostReasons(draft));
}

/** A draft as it was stored. */
export interface StoredDraft extends Rulebook {
  /** UUID. */
  readonly id: string;
}

/** A row of results as the table has it. */
export interface ResultRow extends Record<string, unknown> {
  readonly dispute_id: string;
  readonly outcome_before: string;
  readonly outcome_after: string;
  readonly clause: string;
}

/** Disputes that people have played, and drafts to try on them. */
export class SimulationStage {
  /** Stands still while the stories are played, until a test lets time pass. */
  readonly clock = new TestClock();
  readonly factory: Factory;
  readonly editor: Viewer = person(Role.RULE_EDITOR);
  private mediator: Viewer | null = null;
  private senior: Viewer | null = null;

  constructor(readonly database: Database) {
    this.factory = new Factory(database, this.clock);
  }

  /** The context of the clock, long after the stories. */
  get system(): UseCaseContext {
    return this.at(this.factory.as(systemViewer));
  }

  /** The same context a year after the stories. */
  at(context: UseCaseContext): UseCaseContext {
    return { ...context, clock: { now: () => new Date("2027-11-22T06:00:00.000Z") } };
  }

  /** Opens a dispute. @param purchase default: something that was just bought */
  async story(purchase?: Purchase): Promise<Story> {
    this.mediator ??= await this.factory.mediator();
    this.senior ??= await this.factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
    const { mediator, senior } = this;
    return Story.open(this.factory, {
      ...{ purchase: purchase ?? (await this.factory.purchase()), mediator, senior },
    });
  }

  /** Stores a draft, which does not come into force. */
  async draft(change: (draft: DraftParts) => void): Promise<StoredDraft> {
    const draft = draftOf(`draft-${randomUUID().slice(0, 8)}`, change);
    const id = randomUUID();
    const now = this.factory.clock.now();
    const version = newDraft(draft, { now, viewer: this.editor, id });
    await saveRulebookVersion(this.database, version, { source: JSON.stringify(draft), document: draft });
    return { ...draft, id };
  }

  /** Asks for a simulation. @param sample default: every dispute */
  request(draft: StoredDraft, sample: Partial<SimulationSample> = {}): Promise<string> {
    return simulateRulebook(this.at(this.factory.as(this.editor)), {
      clientMutationId: randomUUID(),
      draftId: draft.id,
      all: Object.keys(sample).length === 0,
      sample: { ...everyDispute, ...sample },
    });
  }

  /** Asks for a simulation and runs it to its end. @returns its UUID */
  async simulate(draft: StoredDraft, sample: Partial<SimulationSample> = {}): Promise<string> {
    const id = await this.request(draft, sample);
    await runSimulation(this.system, id);
    return id;
  }

  /** The row of a simulation. */
  async simulation(id: string): Promise<Record<string, unknown>> {
    const [row] = await this.database.query("SELECT * FROM rulebook_simulation WHERE id = $1", [id]);
    return row ?? {};
  }

  /** The results of a simulation in their order. */
  results(id: string): Promise<ResultRow[]> {
    return this.database.query<ResultRow>(
      "SELECT * FROM rulebook_simulation_result WHERE simulation_id = $1 ORDER BY position",
      [id],
    );
  }

  /** A checksum over everything that is said about disputes, down to where and by whom each row was written. */
  async trace(): Promise<string> {
    const hash = createHash("sha256");
    for (const table of [
      "dispute",
      "dispute_event",
      "dispute_line",
      "offer",
      "obligation",
      "ruling",
      "order_line",
    ]) {
      const rows = await this.database.query(
        `SELECT ctid::text, xmin::text, xmax::text, whole::text FROM ${table} AS whole ORDER BY whole::text`,
      );
      hash.update(JSON.stringify(rows));
    }
    return hash.digest("hex");
  }
}
