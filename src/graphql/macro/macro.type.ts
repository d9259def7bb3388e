import { Field, Int, ObjectType } from "type-graphql";
import { MacroVariable, variablesOf } from "../../domain/macro/macro-template.js";
import type { LocalisedText } from "../../domain/rulebook/clause.js";
import type { MacroVersionUse, MacroWithUse } from "../../persistence/macro.store.js";
import type { RenderedMacro } from "../../services/macros/render-macro.js";
import { LocalisedTextType } from "../rulebook/rulebook.type.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import { OutcomeCountType } from "../workbench/party-history.type.js";
import "./macro.enum.js";

/** How a version of a macro did. */
@ObjectType("MacroVersion", {
  description: "A version of a macro, and what became of the disputes that it was sent in.",
  simpleResolvers: true,
})
export class MacroVersionType implements MacroVersionUse {
  @Field(() => Int, { description: "Its number, from 1." })
  version!: number;

  @Field(() => DateTimeScalar, { description: "When it was saved." })
  savedAt!: string;

  @Field(() => Int, { description: "How many messages were made of it." })
  uses!: number;

  @Field(() => [OutcomeCountType], {
    description: "The disputes that it was sent in, each once, by outcome; largest number first.",
  })
  outcomes!: MacroVersionUse["outcomes"];
}

/** A text of the platform with variables. */
@ObjectType("Macro", {
  description:
    "A text of the platform that mediators send again and again, with variables that the server fills in.",
  simpleResolvers: true,
})
export class MacroType {
  @Field(() => String, { description: "What it is asked for by, e.g. `ASK_FOR_PHOTOS`." })
  readonly code: string;

  @Field(() => Int, { description: "Number of its latest version, from 1. Send it as `expectedVersion`." })
  readonly version: number;

  @Field(() => LocalisedTextType, { description: "A few words by which it is found." })
  readonly title: LocalisedText;

  @Field(() => LocalisedTextType, {
    description: "The text itself, with its variables as they were written.",
  })
  readonly text: LocalisedText;

  @Field(() => [String], { description: "Codes of the reasons that it is for; empty: all." })
  readonly reasons: readonly string[];

  @Field(() => [MacroVariable], { description: "The variables of either text, each once." })
  readonly variables: readonly MacroVariable[];

  @Field(() => [MacroVersionType], { description: "All its versions, the latest first." })
  readonly versions: readonly MacroVersionUse[];

  constructor(macro: MacroWithUse) {
    this.code = macro.code;
    this.version = macro.version;
    this.title = macro.title;
    this.text = macro.text;
    this.reasons = macro.reasons;
    this.variables = [...new Set([...variablesOf(macro.text.en), ...variablesOf(macro.text.zh)])];
    this.versions = macro.versions;
  }
}

/** A macro as it reads in one dispute. */
@ObjectType("RenderedMacro", {
  description: "A macro as it reads in one dispute now. `sendMacro` renders anew.",
  simpleResolvers: true,
})
export class RenderedMacroType implements RenderedMacro {
  @Field(() => String, { description: "Code of the macro." })
  code!: string;

  @Field(() => Int, { description: "Number of the version that was rendered." })
  version!: number;

  @Field(() => String, { description: "The text with its variables filled in." })
  text!: string;
}
