import "reflect-metadata";
import { DataSource } from "typeorm";
import { CreateOrders20261122060000 } from "./migrations/20261122060000-create-orders.js";
import { CreateDisputes20261122060500 } from "./migrations/20261122060500-create-disputes.js";
import { CreateDisputeTimer20261122061000 } from "./migrations/20261122061000-create-dispute-timer.js";
import { OrderFeed20261122062000 } from "./migrations/20261122062000-order-feed.js";
import { AdjustRules20261125010000 } from "./migrations/20261125010000-adjust-rules.js";
import { RuleFeedback20261125030000 } from "./migrations/20261125030000-rule-feedback.js";
import { VersionRulebooks20261125020000 } from "./migrations/20261125020000-version-rulebooks.js";
import { Clocks20261125040000 } from "./migrations/20261125040000-clocks.js";
import { RulingDivergence20261125060000 } from "./migrations/20261125060000-ruling-divergence.js";
import { RulebookSimulations20261125050000 } from "./migrations/20261125050000-rulebook-simulations.js";
import { AddEvidence20261125070000 } from "./migrations/20261125070000-add-evidence.js";
import { InformationRequest20261125080700 } from "./migrations/20261125080700-information-request.js";
import { RulingGrounds20261125080500 } from "./migrations/20261125080500-ruling-grounds.js";
import { RedactEvidence20261125080000 } from "./migrations/20261125080000-redact-evidence.js";
import { AddRetention20261125090000 } from "./migrations/20261125090000-add-retention.js";
import { CloseGaps20261125091000 } from "./migrations/20261125091000-close-gaps.js";
import { MediationQueue20261201010000 } from "./migrations/20261201010000-mediation-queue.js";
import { WhoHasTheCase20261201020000 } from "./migrations/20261201020000-who-has-the-case.js";
import { HoldDisputes20261201060000 } from "./migrations/20261201060000-hold-disputes.js";
import { DossierHeads20261125081000 } from "./migrations/20261125081000-dossier-heads.js";
import { Appeals20261201050000 } from "./migrations/20261201050000-appeals.js";
import { TellChangesAlike20261125051754 } from "./migrations/20261125051754-tell-changes-alike.js";
import { RulingGraph20261201040000 } from "./migrations/20261201040000-ruling-graph.js";
import { SettleByMediation20261201030000 } from "./migrations/20261201030000-settle-by-mediation.js";
import { RulingDeficiencies20261201100000 } from "./migrations/20261201100000-ruling-deficiencies.js";
import { Workbench20261201070000 } from "./migrations/20261201070000-workbench.js";
import { CasesTogether20261201120000 } from "./migrations/20261201120000-cases-together.js";
import { HumanReview20261202100000 } from "./migrations/20261202100000-human-review.js";
import { Inadmissible20261201110000 } from "./migrations/20261201110000-inadmissible.js";
import { CaseSwarms20261202110000 } from "./migrations/20261202110000-case-swarms.js";
import { LimitSealedLimits20261202150000 } from "./migrations/20261202150000-limit-sealed-limits.js";
import { RulingNotes20261202120000 } from "./migrations/20261202120000-ruling-notes.js";
import { KeepWhatWasSaid20261203010000 } from "./migrations/20261203010000-keep-what-was-said.js";
import { entities } from "./src/persistence/entities.js";
import { commandLineDatabaseUrl } from "./src/server/config.js";
import { defaultPoolSize } from "./src/server/config-variables.js";

/** In the order they run. `npm run migrate:new` adds to the list. */
const migrations = [
  CreateOrders20261122060000,
  CreateDisputes20261122060500,
  CreateDisputeTimer20261122061000,
  OrderFeed20261122062000,
  AdjustRules20261125010000,
  RuleFeedback20261125030000,
  VersionRulebooks20261125020000,
  Clocks20261125040000,
  RulingDivergence20261125060000,
  RulebookSimulations20261125050000,
  AddEvidence20261125070000,
  RulingGrounds20261125080500,
  InformationRequest20261125080700,
  RedactEvidence20261125080000,
  DossierHeads20261125081000,
  TellChangesAlike20261125051754,
  AddRetention20261125090000,
  CloseGaps20261125091000,
  MediationQueue20261201010000,
  RulingGraph20261201040000,
  WhoHasTheCase20261201020000,
  HoldDisputes20261201060000,
  Appeals20261201050000,
  SettleByMediation20261201030000,
  Workbench20261201070000,
  RulingDeficiencies20261201100000,
  CasesTogether20261201120000,
  HumanReview20261202100000,
  Inadmissible20261201110000,
  CaseSwarms20261202110000,
  LimitSealedLimits20261202150000,
  RulingNotes20261202120000,
  KeepWhatWasSaid20261203010000,
];

/** Then a connection is replaced, and with it go the statements that were prepared on it. */
const connectionLifetimeSeconds = 3_600;

/** How a process uses the database. */
export interface DataSourceOptions {
  /** Connections held open at most; default about twice the processors. */
  readonly poolSize?: number;
  /** Milliseconds after which the server cancels a statement; default 0, never. */
  readonly statementTimeoutMs?: number;
}

/**
 * Describes the connection to a database; `initialize()` opens it. Every session counts time in UTC,
 * and bigint columns come as strings.
 * @param url postgres://user:password@host:port/database
 */
export function createDataSource(url: string, options: DataSourceOptions = {}): DataSource {
  return new DataSource({
    type: "postgres",
    url,
    applicationName: "ombud",
    poolSize: options.poolSize ?? defaultPoolSize,
    // Longer than a request may take: who waits for a connection hears TIMEOUT, not of a pool.
    connectTimeoutMS: 20_000,
    installExtensions: false,
    entities,
    migrations,
    migrationsTransactionMode: "each",
    // Statements go out as they come, without waiting for the answer to the one before: fewer ways there and back.
    extra: {
      pipeline: true,
      maxLifetimeSeconds: connectionLifetimeSeconds,
      options: `-c timezone=UTC -c statement_timeout=${options.statementTimeoutMs ?? 0}`,
    },
  });
}

/** For the TypeORM command line only. */
export default createDataSource(commandLineDatabaseUrl());
