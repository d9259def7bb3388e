import { Args, Field, ObjectType, type ClassType } from "type-graphql";
import { Node } from "./node.type.js";
import { PageArgs } from "./connection/page.args.js";

const classes = new Map<string, ClassType>();

/**
 * Declares an object type that the selection compiler reads. Its fields only say what there is; their values are
 * properties of what the compiler delivers.
 * @param options.node default true: it has an id of its own and can be read with `node(id)`
 */
export function ReadObjectType(
  name: string,
  description: string,
  options: { node?: boolean } = {},
): (target: ClassType) => void {
  return (target) => {
    classes.set(name, target);
    const node = options.node === false ? {} : { implements: Node };
    ObjectType(name, { description, simpleResolvers: true, ...node })(target);
  };
}

/**
 * The class of an object type by its name in the schema. Types that refer to each other name each other so, because
 * their files must not import each other.
 */
export function typeNamed(name: string): ClassType {
  const found = classes.get(name);
  if (found === undefined)
    throw new Error(`No object type ${name}. Import its file in src/graphql/schema.ts.`);
  return found;
}

/**
 * A field that is a connection: it takes `first`, `after`, `last`, `before`.
 * @param takes arguments beside these; a class that extends PageArgs
 */
export function ConnectionField(
  type: () => ClassType,
  description: string,
  takes: ClassType<PageArgs> = PageArgs,
): PropertyDecorator {
  return (target, key) => {
    Field(type, { description })(target, key);
    Args(() => takes)(target, key, 0);
  };
}
