import { ObjectType } from "type-graphql";
import { DisputePayload } from "../mutation-payload.js";

/** Answer of requestIntervention. */
@ObjectType({ description: "The dispute in the platform's queue, or why the platform was not called in." })
export class RequestInterventionPayload extends DisputePayload {}

/** Answer of assignMediator. */
@ObjectType({ description: "The dispute with its mediator, or why nobody was assigned." })
export class AssignMediatorPayload extends DisputePayload {}

/** Answer of claimNextCase. */
@ObjectType({
  description: "The dispute that was taken; refused with NOT_FOUND when the queue holds none for the viewer.",
})
export class ClaimNextCasePayload extends DisputePayload {}

/** Answer of closeSubmissions. */
@ObjectType({ description: "The dispute that awaits its ruling, or why it stays open for submissions." })
export class CloseSubmissionsPayload extends DisputePayload {}
