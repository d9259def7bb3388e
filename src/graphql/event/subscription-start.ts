import { Args, type ClassType } from "type-graphql";
import type { GraphQLContext } from "../context.js";

/** What the argument `after` of every subscription means. */
export const afterDescription =
  "Cursor of the last event known: everything after it is delivered, then what comes. Absent: from now on.";

/** Declares the arguments of a subscription: `subscribe` has read them, the method that answers an event does not. */
export function taking(type: ClassType): MethodDecorator {
  return (target, key) => {
    Args(() => type)(target, key, 1);
  };
}

/** What `subscribe` gets. */
export interface Start<Arguments> {
  readonly args: Arguments;
  readonly context: GraphQLContext;
}
