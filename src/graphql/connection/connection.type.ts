import { Field, Int, ObjectType, type ClassType } from "type-graphql";
import { typeNamed } from "../object-type.js";

/** Relay's PageInfo. */
@ObjectType("PageInfo", { description: "Where a page stands in its list.", simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there is something after this page." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether there is something before this page." })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Cursor of the first item; null if the page is empty.",
  })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "Cursor of the last item; null if the page is empty." })
  endCursor!: string | null;
}

/** Declares `DisputeEdge` and `DisputeConnection` for `Dispute`. */
function declareConnection(node: string): ClassType {
  @ObjectType(`${node}Edge`, { description: `One ${node} of a page, with its place.`, simpleResolvers: true })
  class Edge {
    @Field(() => String, { description: "The item's place in the list; stays good while others are added." })
    cursor!: string;

    @Field(() => typeNamed(node), { description: "The item." })
    node!: object;
  }

  @ObjectType(`${node}Connection`, {
    description: `One page of a list of ${node} objects.`,
    simpleResolvers: true,
  })
  class Connection {
    @Field(() => [Edge], { description: "The items of the page with their cursors." })
    edges!: Edge[];

    @Field(() => [typeNamed(node)], { description: "The items of the page without their cursors." })
    nodes!: object[];

    @Field(() => PageInfo, { description: "Where the page stands in the list." })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: "How many there are on all pages together. Counted only if asked for." })
    totalCount!: number;
  }

  return Connection;
}

/** Declared here and not when first asked for: type-graphql only knows what was declared before it builds. */
const connections = new Map(
  [
    ...["CustodyEntry", "Dispute", "DisputeEvent", "EvidenceItem", "Mediator", "Message", "Offer"],
    ...["Order", "RuleFeedback", "RulebookSimulationResult", "RulebookVersion"],
  ].map((node) => [node, declareConnection(node)]),
);

/** The connection type of an object type: `DisputeConnection` of `Dispute`. */
export function connectionOf(node: string): ClassType {
  const found = connections.get(node);
  if (found === undefined) throw new Error(`No connection of ${node}. Add it in connection.type.ts.`);
  return found;
}
