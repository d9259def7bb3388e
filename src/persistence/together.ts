import type { Database } from "./database.js";

/** Runs one statement for several callers. @returns the answers, in the order of what was asked */
type RunTogether<Ask, Answer> = (database: Database, asks: readonly Ask[]) => Promise<readonly Answer[]>;

interface Waiting<Ask, Answer> {
  readonly ask: Ask;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Statements of one kind that may run at a time; who comes while they do waits, and shares the next one. */
const AT_ONCE = 2;
/** Callers that share a statement at most. */
const MOST = 50;

class Queue<Ask, Answer> {
  private waiting: Waiting<Ask, Answer>[] = [];
  private running = 0;

  constructor(
    private readonly database: Database,
    private readonly run: RunTogether<Ask, Answer>,
  ) {}

  ask(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ask, resolve, reject });
      if (this.running < AT_ONCE) void this.serve();
    });
  }

  private async serve(): Promise<void> {
    this.running += 1;
    while (this.waiting.length > 0) await this.answer(this.waiting.splice(0, MOST));
    this.running -= 1;
  }

  private async answer(group: readonly Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const answers = await this.run(
        this.database,
        group.map(({ ask }) => ask),
      );
      for (const [index, { resolve }] of group.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      const [first] = group;
      if (group.length === 1) first?.reject(error);
      // Nobody suffers from what another one asked, nor from waiting for each other's rows.
      else for (const each of group) await this.answer([each]);
    }
  }
}

/**
 * Lets concurrent callers share statements, and so their way to the database and back, and for a write its commit. Who comes
 * alone is served at once.
 * @param run one statement, outside of a transaction
 */
export function together<Ask, Answer>(
  run: RunTogether<Ask, Answer>,
): (database: Database, ask: Ask) => Promise<Answer> {
  const queues = new WeakMap<Database, Queue<Ask, Answer>>();
  return ({ root }, ask) => {
    const queue = queues.get(root) ?? new Queue(root, run);
    queues.set(root, queue);
    return queue.ask(ask);
  };
}
