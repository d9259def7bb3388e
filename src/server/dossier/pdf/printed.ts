import type { Chain, ChainLink } from "../../../services/dossier/chains.js";
import type { DossierContent } from "../../../services/dossier/content.js";
import type { DossierDocument } from "../../../services/dossier/press.js";

/** Links of one chain that are shown to people. */
const MAXIMUM_LINKS = 5_000;
/** Statements that are shown to people. */
const MAXIMUM_STATEMENTS = 2_000;
/** Items of evidence that are shown to people. */
const MAXIMUM_ITEMS = 1_000;

/** What is shown of a list, and how much is not. */
export interface Printed<Shown> {
  readonly shown: readonly Shown[];
  readonly left: number;
}

/** A chain as it is shown: without what its links say to machines. */
export interface PrintedChain extends Printed<ChainLink> {
  readonly head: string;
}

/** As much of a dossier as people are shown, however much there is: it is copied to the thread that writes it. */
export interface PrintedDossier extends Omit<DossierDocument, "content"> {
  readonly content: Pick<DossierContent, "view" | "dispute" | "files"> & {
    readonly events: PrintedChain;
    readonly custody: PrintedChain;
    readonly statements: Printed<DossierContent["statements"][number]>;
    readonly items: Printed<DossierContent["items"][number]>;
  };
}

/** Takes from a dossier what is shown to people. */
export function printedOf({ content, ...about }: DossierDocument): PrintedDossier {
  const { view, dispute, files, events, custody, statements, items } = content;
  return {
    ...about,
    content: {
      ...{ view, dispute, files, events: chainOf(events), custody: chainOf(custody) },
      statements: firstOf(statements, MAXIMUM_STATEMENTS),
      items: firstOf(items, MAXIMUM_ITEMS),
    },
  };
}

function chainOf({ links, head }: Chain): PrintedChain {
  const { shown, left } = firstOf(links, MAXIMUM_LINKS);
  return { shown: shown.map(linkOf), left, head };
}

function linkOf(link: ChainLink): ChainLink {
  return { ...link, payload: undefined, detail: undefined };
}

function firstOf<Shown>(list: readonly Shown[], maximum: number): Printed<Shown> {
  return { shown: list.slice(0, maximum), left: Math.max(0, list.length - maximum) };
}
