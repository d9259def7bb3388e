import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Int,
} from "type-graphql";
import { TextLanguage } from "../../domain/text-language.js";
import { deleteMacro } from "../../services/macros/delete-macro.js";
import { listMacros } from "../../services/macros/list-macros.js";
import { renderMacro, type RenderedMacro } from "../../services/macros/render-macro.js";
import { saveMacro } from "../../services/macros/save-macro.js";
import { sendMacro } from "../../services/macros/send-macro.js";
import { bulkPayloadOf, BulkPayload } from "../bulk/bulk.payload.js";
import type { GraphQLContext } from "../context.js";
import { commandOf } from "../dispute/command.js";
import { SendMessagePayload } from "../dispute/message.payload.js";
import { fromGlobalId } from "../global-id.js";
import {
  AnsweringParameter,
  MutationPayload,
  payloadOf,
  plainPayload,
  type Answering,
} from "../mutation-payload.js";
import "./macro.enum.js";
import {
  BulkSendMacroInput,
  DeleteMacroInput,
  SaveMacroInput,
  SendMacroInput,
  withVersion,
} from "./macro.input.js";
import { MacroType, RenderedMacroType } from "./macro.type.js";

/** Answer of saveMacro and deleteMacro. */
@ObjectType({ description: "What became of a macro, or why nothing was done." })
class MacroPayload extends MutationPayload {
  @Field(() => String, { nullable: true, description: "Code of the macro; null when refused." })
  code: string | null = null;

  @Field(() => Int, { nullable: true, description: "Number of its latest version; null when refused." })
  version: number | null = null;
}

/** Arguments of renderMacro. */
@ArgsType()
class RenderMacroArgs {
  @Field(() => ID, { description: "The dispute." })
  disputeId!: string;

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

/** Texts of the platform with variables. */
@Resolver()
export class MacroResolver {
  @Query(() => [MacroType], {
    description:
      "The macros that are offered, by code, with what became of the cases that they were sent in. For the platform's staff.",
  })
  async macros(
    @Arg("reason", () => String, { nullable: true, description: "Only those for this reason. Absent: all." })
    reason: string | null,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<readonly MacroType[]> {
    return (await listMacros(useCase, reason)).map((macro) => new MacroType(macro));
  }

  @Query(() => RenderedMacroType, {
    nullable: true,
    description: "How a macro would read in a dispute now. For the platform's staff.",
  })
  renderMacro(
    @Args(() => RenderMacroArgs) { disputeId, ...choice }: RenderMacroArgs,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RenderedMacro> {
    return renderMacro(useCase, fromGlobalId("Dispute", disputeId, ["disputeId"]), choice);
  }

  @Mutation(() => MacroPayload, {
    description:
      "Writes a macro, or a further version of one. A variable that there is not is refused with its place. Role SENIOR_MEDIATOR.",
  })
  saveMacro(
    @Arg("input", () => SaveMacroInput, { description: "The macro." }) input: SaveMacroInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<MacroPayload> {
    return plainPayload(MacroPayload, input, () => saveMacro(useCase, withVersion(input)));
  }

  @Mutation(() => MacroPayload, {
    description:
      "Offers a macro no more; what was sent stays. Saving it again brings it back. Role SENIOR_MEDIATOR.",
  })
  deleteMacro(
    @Arg("input", () => DeleteMacroInput, { description: "Which macro." }) input: DeleteMacroInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<MacroPayload> {
    return plainPayload(MacroPayload, input, () => deleteMacro(useCase, withVersion(input)));
  }

  @Mutation(() => SendMessagePayload, {
    description:
      "Sends a macro as a message, filled in from the dispute as it is then. Else like sendMessage; for the platform's staff.",
  })
  sendMacro(
    @Arg("input", () => SendMacroInput, { description: "Which macro, where and to whom." })
    input: SendMacroInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<SendMessagePayload> {
    const { channel, code, language, timeZone } = input;
    return payloadOf(SendMessagePayload, input, answering, (useCase) =>
      sendMacro(useCase, { ...commandOf(input), channel, code, language, timeZone }),
    );
  }

  @Mutation(() => BulkPayload, {
    description:
      "sendMacro in up to 100 disputes, filled in for each; else like bulkSendMessage. For the platform's staff.",
  })
  bulkSendMacro(
    @Arg("input", () => BulkSendMacroInput, { description: "Which macro, in which disputes." })
    input: BulkSendMacroInput,
    @Ctx() context: GraphQLContext,
  ): Promise<BulkPayload> {
    const { channel, code, language, timeZone } = input;
    const what = { channel, code, language, timeZone };
    return bulkPayloadOf(input, context, () => (useCase, item) => sendMacro(useCase, { ...item, ...what }));
  }
}
