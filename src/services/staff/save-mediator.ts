import { Role } from "../../domain/access/viewer.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import type { Certification } from "../../domain/staff/certification.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { Tx } from "../../persistence/database.js";
import { lockProfile, saveProfile, type SavedProfile } from "../../persistence/mediator-profile.store.js";
import { readMediator } from "../../persistence/mediator.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** Most cases that somebody can be given at a time. */
const MOST_CASES = 10_000;
/** Most entries of each list. */
const MOST_ENTRIES = 100;

/** What is to be known of a mediator; what is left out stays as it is. */
export interface SaveMediatorInput {
  readonly clientMutationId: string;
  /** UUID; absent for somebody new. */
  readonly mediatorId?: string | undefined;
  readonly publicName?: string | undefined;
  readonly level?: number | undefined;
  readonly capacity?: number | undefined;
  /** Codes of single reasons. */
  readonly certifiedReasons?: readonly string[] | undefined;
  /** All groups from now on. */
  readonly certifications?: readonly Certification[] | undefined;
  /** Codes of ISO 639. */
  readonly languages?: readonly string[] | undefined;
}

/**
 * A senior mediator adds a mediator or changes what is known of one. Nobody changes the own entry, and nobody gives a higher
 * level than the own.
 * @throws RefusedError FORBIDDEN, NOT_FOUND, AUTHORITY_EXCEEDED, VALIDATION, INVALID_TEXT, IDEMPOTENCY_MISMATCH
 */
export async function saveMediator(
  context: UseCaseContext,
  input: SaveMediatorInput,
): Promise<{ readonly mediatorId: string }> {
  const { viewer } = context;
  if (viewer.role !== Role.SENIOR_MEDIATOR) {
    if (input.mediatorId === undefined) {
      refuse(ErrorCode.FORBIDDEN, "Only senior mediators keep the list of mediators.");
    }
    refuse(ErrorCode.NOT_FOUND, "There is no mediator whom you can change.", { field: ["mediatorId"] });
  }
  if (input.mediatorId === viewer.id) {
    refuse(ErrorCode.FORBIDDEN, "Nobody changes the own entry. Ask another senior mediator.");
  }
  const { clientMutationId } = input;
  return inTransactionOnce(context, { mutation: "saveMediator", clientMutationId, input }, async (tx) => {
    const before = await standing(tx, context, input.mediatorId);
    const profile = merged(before, input);
    checkProfile(profile, await context.currentRulebook(tx));
    await requireOwnLevel(tx, context, Math.max(before.level ?? 1, profile.level));
    await saveProfile(tx, profile);
    return { mediatorId: profile.id };
  });
}

type Before = Partial<SavedProfile> & Pick<SavedProfile, "id">;

async function standing(tx: Tx, { newId }: UseCaseContext, id: string | undefined): Promise<Before> {
  if (id === undefined) return { id: newId() };
  const found = await lockProfile(tx, id);
  return found ?? refuse(ErrorCode.NOT_FOUND, "There is no such mediator.", { field: ["mediatorId"] });
}

/** What somebody new has where nothing is said. */
const none = { certifiedReasons: [], certifications: [], languages: [] };

function merged(before: Before, input: SaveMediatorInput): SavedProfile {
  const { publicName, level, capacity } = { ...before, ...said(input) };
  const { certifiedReasons, certifications, languages } = { ...none, ...before, ...said(input) };
  if (publicName === undefined || level === undefined || capacity === undefined) {
    refuse(ErrorCode.VALIDATION, "A new mediator needs a publicName, a level and a capacity.");
  }
  const name = cleanText(publicName, { field: ["publicName"], maximum: TextLimit.CODE });
  const lists = { certifiedReasons, certifications, languages };
  return { id: before.id, publicName: name, level: levelOf(level), capacity, ...lists };
}

/** The input without what is left out. */
function said(input: SaveMediatorInput): Partial<SavedProfile> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

function levelOf(level: number): SavedProfile["level"] {
  if (level === 1 || level === 2 || level === 3) return level;
  return refuse(ErrorCode.VALIDATION, "Levels are 1, 2 and 3.", { field: ["level"] });
}

function checkProfile(profile: SavedProfile, { reasons, reasonGroups }: Rulebook): void {
  const { capacity, certifiedReasons, certifications, languages } = profile;
  if (capacity < 0 || capacity > MOST_CASES) {
    refuse(ErrorCode.VALIDATION, `0 to ${MOST_CASES} cases are expected.`, { field: ["capacity"] });
  }
  const groups = certifications.map(({ reasonGroup }) => reasonGroup);
  requireKnown("certifiedReasons", certifiedReasons, (code) => Object.hasOwn(reasons, code));
  requireKnown("certifications", groups, (code) => Object.hasOwn(reasonGroups, code));
  requireKnown("languages", languages, (code) => /^[a-z]{2,3}$/.test(code));
}

function requireKnown(name: string, codes: readonly string[], isKnown: (code: string) => boolean): void {
  const field = { field: [name] };
  if (codes.length > MOST_ENTRIES) {
    refuse(ErrorCode.VALIDATION, `At most ${MOST_ENTRIES} entries are expected.`, field);
  }
  if (new Set(codes).size < codes.length) {
    refuse(ErrorCode.VALIDATION, "Each entry is expected once.", field);
  }
  const unknown = codes.find((code) => !isKnown(code));
  if (unknown === undefined) return;
  const expected =
    name === "languages"
      ? "a code of ISO 639 such as zh"
      : `one of the rulebook in force: a reason or, in certifications, a group of reasons`;
  refuse(ErrorCode.VALIDATION, `"${unknown.slice(0, 100)}" is not known. Expected is ${expected}.`, field);
}

async function requireOwnLevel(tx: Tx, { viewer, clock }: UseCaseContext, level: number): Promise<void> {
  const own = await readMediator(tx, viewer.id, clock.now());
  if (own !== null && own.level >= level) return;
  refuse(
    ErrorCode.AUTHORITY_EXCEEDED,
    `You have level ${own?.level ?? "none"}; somebody of level ${level} or higher must do this.`,
    { field: ["level"] },
  );
}
