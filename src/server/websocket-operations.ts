import {
  execute,
  GraphQLError,
  OperationTypeNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  type OperationDefinitionNode,
} from "graphql";
import type { SubscribePayload } from "graphql-ws";
import { ErrorCode } from "../domain/errors.js";
import { codedError, type PublicError } from "../graphql/errors.js";
import type { Caller } from "./authentication.js";
import type { EdgeOptions } from "./edges.js";
import { logRequest, newRequestFacts, noteOperation, noteOutcome, type RequestFacts } from "./logging.js";
import { startDeadline, type Deadline } from "./request-timeout.js";

/** What graphql-ws hands over as the result of an operation. */
interface UnmaskedResult {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLError[] | undefined;
  readonly extensions?: Record<string, unknown> | undefined;
}

interface RunningOperation {
  readonly facts: RequestFacts;
  /** Its timer is stopped for subscriptions, which may stay; its signal still ends them. */
  readonly deadline: Deadline;
}

/** Who is at the other end of a socket. */
export interface SocketClient {
  readonly caller: Caller;
  /** Network address, by which operations are counted as well. */
  readonly address: string;
}

/** The operations of one socket: started through the same gate as over HTTP, timed, masked, logged. */
export class SocketOperations {
  private readonly running = new Map<string, RunningOperation>();

  constructor(
    private readonly options: EdgeOptions,
    private readonly client: SocketClient,
    private readonly maximum: number,
  ) {}

  /** Checks an operation; nothing has run yet when it returns. It never throws, which would end the socket. */
  async start(id: string, payload: SubscribePayload): Promise<ExecutionArgs | readonly GraphQLError[]> {
    try {
      return await this.check(id, payload);
    } catch (error) {
      const originalError = error instanceof Error ? error : new Error(String(error));
      return [new GraphQLError(originalError.message, { originalError })];
    }
  }

  private async check(
    id: string,
    payload: SubscribePayload,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const facts = newRequestFacts("websocket");
    facts.role = this.client.caller.viewer.role;
    // Registered first, so that whatever ends it is logged; the time to check it counts as well.
    const deadline = startDeadline(this.options.requestTimeoutMs);
    this.running.set(id, { facts, deadline });
    const refused = await this.refusal();
    if (refused !== null) return [refused];
    const checked = this.options.operations.check(payload);
    if (checked.errors !== undefined) return checked.errors;
    noteOperation(facts, checked.document, payload.operationName);
    if (checked.operation === undefined) {
      return [codedError(ErrorCode.VALIDATION, "The document has no operation of that name.")];
    }
    const longLived = isSubscription(checked.operation);
    if (longLived) deadline.stop();
    const { viewer } = this.client.caller;
    return {
      schema: this.options.schema,
      document: checked.document,
      operationName: payload.operationName,
      variableValues: payload.variables,
      contextValue: this.options.createContext({ viewer, longLived, signal: deadline.signal }),
    };
  }

  private async refusal(): Promise<GraphQLError | null> {
    if (this.running.size > this.maximum) {
      const message = `This connection runs ${this.maximum} operations already. Complete one first.`;
      return codedError(ErrorCode.RATE_LIMITED, message);
    }
    const { rateLimiter } = this.options;
    const { caller, address } = this.client;
    const seconds = (await rateLimiter.ofAddress(address)) ?? (await rateLimiter.ofViewer(caller.viewer));
    if (seconds === null) return null;
    return codedError(ErrorCode.RATE_LIMITED, `Too many requests. Wait ${seconds} s, then send fewer.`);
  }

  /** Runs a query or mutation, no longer than the timeout. */
  async execute(id: string, operation: ExecutionArgs): Promise<ExecutionResult> {
    const running = this.running.get(id);
    const result = Promise.resolve(execute(operation));
    if (running === undefined) return result;
    try {
      return await Promise.race([result, running.deadline.expired]);
    } catch (error) {
      // After a timeout nobody waits for it any more.
      result.catch(() => undefined);
      return { errors: [error as GraphQLError] };
    } finally {
      running.deadline.stop();
    }
  }

  /** A result as it may leave the house. */
  masked(id: string, result: UnmaskedResult): FormattedExecutionResult {
    const { data, errors, extensions } = result;
    const answer = {
      ...(errors === undefined ? {} : { errors: this.maskedErrors(errors) }),
      ...(data === undefined ? {} : { data }),
      ...(extensions === undefined ? {} : { extensions }),
    };
    const facts = this.running.get(id)?.facts;
    if (facts !== undefined) noteOutcome(facts, answer);
    return answer;
  }

  /** Errors that end an operation, as they may leave the house. */
  ended(id: string, errors: readonly GraphQLError[]): PublicError[] {
    const masked = this.maskedErrors(errors);
    const running = this.running.get(id);
    if (running !== undefined) noteOutcome(running.facts, { errors: masked });
    this.complete(id);
    return masked;
  }

  /** Forgets an operation that is over and logs it. */
  complete(id: string): void {
    const running = this.running.get(id);
    if (running === undefined) return;
    this.running.delete(id);
    running.deadline.abandon();
    logRequest(this.options.logger, running.facts, null);
  }

  /** The socket has gone: ends whatever still runs. */
  completeAll(): void {
    for (const id of [...this.running.keys()]) this.complete(id);
  }

  private maskedErrors(errors: readonly GraphQLError[]): PublicError[] {
    return errors.map((error) => this.options.formatError(error));
  }
}

function isSubscription({ operation }: OperationDefinitionNode): boolean {
  return operation === OperationTypeNode.SUBSCRIPTION;
}
