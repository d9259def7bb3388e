import { Field, InputType, Int } from "type-graphql";
import { MessageChannel } from "../../domain/dispute/event.js";
import { TextLanguage } from "../../domain/text-language.js";
import { BulkInput } from "../bulk/bulk.input.js";
import { DisputeCommandInput, MutationInput } from "../dispute/command.input.js";
import "./macro.enum.js";

/** A text in both languages of the platform, as it is handed in. */
@InputType({ description: "A text in the languages of the platform." })
export class LocalisedTextInput {
  @Field(() => String, { description: "English." })
  en!: string;

  @Field(() => String, { description: "Chinese, simplified." })
  zh!: string;
}

/** Input of saveMacro. */
@InputType({ description: "A macro as it is to be from now on." })
export class SaveMacroInput extends MutationInput {
  @Field(() => String, { description: "What it is asked for by: 1 to 64 capitals, digits and _." })
  code!: string;

  @Field(() => Int, {
    nullable: true,
    description: "The version that the change rests on, 0 for a new one. Absent: not checked.",
  })
  expectedVersion?: number | null;

  @Field(() => LocalisedTextInput, { description: "A few words by which it is found: 1 to 100 characters." })
  title!: LocalisedTextInput;

  @Field(() => LocalisedTextInput, {
    description:
      "The text: 1 to 5,000 characters. Variables are those of `MacroVariable`, written `{{DISPUTE_NUMBER}}`.",
  })
  text!: LocalisedTextInput;

  @Field(() => [String], {
    defaultValue: [],
    description: "Codes of the reasons that it is for; empty: all.",
  })
  reasons!: string[];
}

/** Input of deleteMacro. */
@InputType({ description: "Which macro is offered no more." })
export class DeleteMacroInput extends MutationInput {
  @Field(() => String, { description: "Its code." })
  code!: string;

  @Field(() => Int, {
    nullable: true,
    description: "The version that the decision rests on. Absent: not checked.",
  })
  expectedVersion?: number | null;
}

/** Input of sendMacro. */
@InputType({ description: "A macro that is sent in the thread of a dispute." })
export class SendMacroInput extends DisputeCommandInput {
  @Field(() => MessageChannel, {
    description: "Who reads it: both sides, one side and the platform, or staff alone.",
  })
  channel!: MessageChannel;

  @Field(() => String, { description: "Code of the macro." })
  code!: string;

  @Field(() => TextLanguage, { description: "In which language." })
  language!: TextLanguage;

  @Field(() => String, {
    defaultValue: "UTC",
    description: "IANA name of the time zone that instants are told in.",
  })
  timeZone!: string;
}

/** Input of bulkSendMacro. */
@InputType({ description: "The same macro in the threads of many disputes, filled in for each." })
export class BulkSendMacroInput extends BulkInput {
  @Field(() => MessageChannel, {
    description: "Who reads it: both sides, one side and the platform, or staff alone.",
  })
  channel!: MessageChannel;

  @Field(() => String, { description: "Code of the macro." })
  code!: string;

  @Field(() => TextLanguage, { description: "In which language." })
  language!: TextLanguage;

  @Field(() => String, {
    defaultValue: "UTC",
    description: "IANA name of the time zone that instants are told in.",
  })
  timeZone!: string;
}

/** An input as use cases take it: a version that is not checked is absent. */
export function withVersion<Input extends { readonly expectedVersion?: number | null }>({
  expectedVersion,
  ...input
}: Input): Omit<Input, "expectedVersion"> & { expectedVersion?: number } {
  return typeof expectedVersion === "number" ? { ...input, expectedVersion } : input;
}
