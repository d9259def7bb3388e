import type { Role } from "../../../domain/access/viewer.js";
import { disputeEventTypes } from "../../../domain/dispute/event-types.js";
import type { DisputeEventType } from "../../../domain/dispute/event.js";
import type { CustodyAct } from "../../../domain/evidence/custody.js";
import { DossierLanguage } from "../../../domain/evidence/dossier-language.js";
import { termsInChinese } from "../../../services/dossier/terms-in-chinese.js";

const eventsInChinese: Readonly<Record<DisputeEventType, string>> = {
  DISPUTE_OPENED: "消费者提出争议；商家须作出答复。",
  CLAIM_AMENDED: "消费者更改了请求。",
  CLAIM_ACCEPTED: "商家接受请求，由此产生义务。",
  CLAIM_REFUSED: "商家拒绝请求并说明理由。",
  INFORMATION_REQUESTED: "商家在答复前向消费者询问；商家的计时暂停。",
  INFORMATION_PROVIDED: "消费者答复了询问；商家的计时恢复。",
  OFFER_MADE: "一方提出方案，取代其先前未决的方案。",
  OFFER_ACCEPTED: "对方接受方案，争议和解。",
  OFFER_DECLINED: "对方拒绝方案。",
  OFFER_EXPIRED: "方案逾期未答复，视为拒绝。",
  MERCHANT_SILENCE_APPLIED: "商家逾期未答复，适用沉默规则。",
  NEGOTIATION_ENDED: "请求平台介入的期限已过。",
  INTERVENTION_REQUESTED: "一方请求平台介入。",
  MEDIATOR_ASSIGNED: "案件已分配给调解员。",
  MEDIATOR_CHALLENGED: "一方申请调解员回避；未附理由的申请立即生效，案件退回待分配。",
  CHALLENGE_DECIDED: "高级调解员对回避申请作出决定；成立的，案件退回待分配。",
  CHALLENGE_OVERDUE: "回避申请逾期未决，处理级别提高。",
  MEDIATOR_RECUSED: "调解员自行回避，由他人接手。",
  CASE_TRANSFERRED: "案件移交给另一位调解员。",
  CASE_RELEASED: "调解员长时间未处理，案件退回待分配。",
  STEPS_CONFIRMED: "新任调解员确认先前的步骤有效。",
  DISPUTE_ESCALATED: "一方或调解员请求提高处理级别。",
  PLATFORM_DEADLINE_MISSED: "平台逾期，处理级别提高。",
  SUBMISSIONS_CLOSED: "调解员终止提交，即将作出决定。",
  DISPUTE_DECLARED_INADMISSIBLE: "调解员认定平台不予受理；双方均可申诉。",
  EVIDENCE_REQUESTED: "调解员要求双方举证，期限相同。",
  EVIDENCE_SUBMITTED: "一方提交证据；在举证阶段内证据处于密封状态。",
  EVIDENCE_WITHDRAWN: "一方撤回仍处于密封状态的证据。",
  EVIDENCE_COMPLETED: "一方已提交全部证据；交换之前不告知对方。",
  EVIDENCE_EXCHANGED: "举证阶段结束：双方可见所提交的证据，缺失的证据已记录。",
  EVIDENCE_EXTENDED: "一方使用其唯一一次延期；双方期限同时顺延。",
  EVIDENCE_REBUTTED: "一方对证据发表意见，或表示无意见。",
  REBUTTAL_ENDED: "质证期限已过。",
  EVIDENCE_SLOT_WAIVED: "调解员免除一项举证要求。",
  EVIDENCE_ADMITTED: "调解员采纳一项证据。",
  EVIDENCE_EXCLUDED: "调解员不采纳一项证据。",
  EVIDENCE_REDACTED: "调解员删去文件中的部分内容；以副本代替原文件。",
  EVIDENCE_QUARANTINED: "证据中的文件有危险，该证据不予考虑。",
  SETTLEMENT_PROPOSED: "调解员向双方提出调解方案。",
  PROPOSAL_HALF_ACCEPTED: "一方接受调解方案；另一方接受之前不会获知。",
  PROPOSAL_ACCEPTED: "双方接受调解方案，争议和解。",
  PROPOSAL_DECLINED: "一方不接受调解方案，不因此受不利对待。",
  PROPOSAL_RETRACTED: "调解员撤回调解方案。",
  PROPOSAL_EXPIRED: "双方未在期限内接受调解方案。",
  LIMITS_CROSSED: "双方的密封底价相交，争议据此和解。",
  RULING_ISSUED: "裁决已送达双方。",
  RULING_CORRECTED: "裁决的笔误或计算错误已更正；原裁决仍可查阅。",
  CLARIFICATION_REQUESTED: "一方请求说明裁决的含义；期限照常计算。",
  RULING_CLARIFIED: "对裁决的疑问已作出说明，裁决内容不变。",
  RULING_APPEALED: "一方提出申诉；对裁决无争议的部分立即生效，其余暂缓。",
  APPEAL_ANSWERED: "对方答复了申诉。",
  APPEAL_WITHDRAWN: "一方撤回申诉；再无申诉时裁决生效。",
  APPEAL_WAIVED: "一方放弃申诉；双方均放弃时裁决立即生效。",
  APPEAL_DECIDED: "复审作出决定。",
  RULING_FINALISED: "申诉期限已过，裁决生效。",
  HUMAN_REVIEW_REQUESTED: "一方请求对自动结果进行人工复核；由此产生的义务暂缓履行。",
  HUMAN_REVIEW_OVERDUE: "人工复核逾期未决，处理级别提高。",
  HUMAN_REVIEW_DECIDED: "调解员维持自动结果，原义务继续；或撤销该结果，案件进入审理。",
  OBLIGATIONS_OVERDUE: "有义务逾期未履行。",
  DISPUTE_WITHDRAWN: "消费者撤回争议。",
  DISPUTE_MERGED: "本争议并入另一同一事由的争议继续处理。",
  DISPUTES_JOINED: "另一同一事由的争议并入本争议；以较早的期限为准。",
  ADDED_TO_SWARM: "该争议与原因相同的其他争议合并认定事实。",
  REMOVED_FROM_SWARM: "该争议不再与其他争议合并认定事实。",
  SHARED_FINDING_APPLIED:
    "对同因争议作出共同事实认定；任何一方可在期限内选择退出，退出后该认定对本争议不适用。",
  SWARM_OPTED_OUT: "一方选择退出合并认定：本争议单独认定，共同认定对其不适用。",
  DISPUTE_REOPENED: "已关闭的争议重新受理。",
  DISPUTE_SUSPENDED: "调解员中止争议；各项期限的剩余时间保留。",
  DISPUTE_RESUMED: "争议从中止处恢复，剩余时间继续。",
  DEADLINE_EXTENDED: "应行动的一方按规则延长期限一次。",
  CLOCK_PAUSED: "计时暂停，剩余时间保留。",
  CLOCK_RESUMED: "计时恢复，剩余时间继续。",
  CLOCK_CREDITED: "平台故障占用的时间已予补偿。",
  DEADLINE_REMINDER: "期限临近：已过一半，或剩余 24 或 2 小时。",
  MESSAGE_SENT: "有人发送了消息。",
};

const rolesInEnglish: Readonly<Record<Role, string>> = {
  AUDITOR: "auditor",
  CARRIER: "carrier",
  COMPLIANCE_OFFICER: "compliance officer",
  FINANCE_OFFICER: "finance officer",
  FRONTLINE_AGENT: "frontline agent",
  INTEGRATION: "a machine of the marketplace",
  LOGISTICS_AGENT: "logistics agent",
  MEDIATOR: "mediator",
  MERCHANT_ADMIN: "merchant",
  MERCHANT_AGENT: "merchant",
  RISK_OFFICER: "risk officer",
  RULE_APPROVER: "rule approver",
  RULE_EDITOR: "rule editor",
  SENIOR_MEDIATOR: "senior mediator",
  SHOPPER: "shopper",
  SYSTEM: "the platform",
};

const rolesInChinese: Readonly<Record<Role, string>> = {
  AUDITOR: "审计员",
  CARRIER: "承运人",
  COMPLIANCE_OFFICER: "合规专员",
  FINANCE_OFFICER: "财务专员",
  FRONTLINE_AGENT: "一线客服",
  INTEGRATION: "平台接口",
  LOGISTICS_AGENT: "物流专员",
  MEDIATOR: "调解员",
  MERCHANT_ADMIN: "商家",
  MERCHANT_AGENT: "商家",
  RISK_OFFICER: "风控专员",
  RULE_APPROVER: "规则批准人",
  RULE_EDITOR: "规则编辑",
  SENIOR_MEDIATOR: "高级调解员",
  SHOPPER: "消费者",
  SYSTEM: "平台",
};

const actsInEnglish: Readonly<Record<CustodyAct, string>> = {
  ERASED: "its key was destroyed",
  EXAMINED: "examined",
  EXPORTED: "went into a dossier",
  HASHED: "size and SHA-256 verified",
  HELD: "put under a legal hold",
  RECEIVED: "received",
  REDACTED: "a redacted copy was made",
  RELEASED: "legal hold ended",
  SANITISED: "a copy for others was made",
  SCANNED: "scanned for viruses",
  VIEWED: "opened",
};

const actsInChinese: Readonly<Record<CustodyAct, string>> = {
  ERASED: "密钥已销毁",
  EXAMINED: "已检查",
  EXPORTED: "已收入卷宗",
  HASHED: "已核对大小和 SHA-256",
  HELD: "依法保全",
  RECEIVED: "已收到",
  REDACTED: "已制作遮盖副本",
  RELEASED: "保全已解除",
  SANITISED: "已制作供他人查看的副本",
  SCANNED: "已扫描病毒",
  VIEWED: "已打开",
};

/** What codes are called in a language; those of rulebooks stay as they are, with spaces. */
export interface Codes {
  event(type: unknown): string;
  role(role: unknown): string;
  act(act: unknown): string;
  other(code: unknown): string;
}

interface Tables {
  readonly act: Readonly<Record<string, string>>;
  readonly event: Readonly<Record<string, string>>;
  readonly role: Readonly<Record<string, string>>;
  readonly term: Readonly<Record<string, string>>;
}

function codesOf({ act, event, role, term }: Tables): Codes {
  const spaced = (code: unknown) =>
    typeof code === "string" ? code.replaceAll("_", " ").toLowerCase() : "–";
  const by = (table: Readonly<Record<string, string>>) => (code: unknown) =>
    table[String(code)] ?? spaced(code);
  return { event: by(event), role: by(role), act: by(act), other: by(term) };
}

/** What codes are called. */
export const codes: Readonly<Record<DossierLanguage, Codes>> = {
  [DossierLanguage.EN]: codesOf({
    ...{ event: disputeEventTypes, role: rolesInEnglish, act: actsInEnglish, term: {} },
  }),
  [DossierLanguage.ZH]: codesOf({
    ...{ event: eventsInChinese, role: rolesInChinese, act: actsInChinese, term: termsInChinese },
  }),
};
