import type { MessageChannel } from "../../domain/dispute/event.js";
import type { DisputeOutcome, DisputeStatus, RefusalCode } from "../../domain/dispute/dispute.js";
import type { HumanReviewGround, HumanReviewOutcome } from "../../domain/dispute/human-review.js";
import type { InadmissibilityGround } from "../../domain/dispute/inadmissibility.js";
import type { RemedyKind } from "../../domain/dispute/remedy.js";
import type { EvidenceItemStatus, EvidenceSource } from "../../domain/evidence/evidence-item.js";
import { evidenceTypesInChinese } from "../../domain/evidence/evidence-types-in-chinese.js";
import type { ObligationKind, ObligationStatus } from "../../domain/obligation/obligation.js";
import type { AppealGround, AppealOutcome } from "../../domain/ruling/appeal.js";
import type { FaultParty } from "../../domain/ruling/ruling.js";

const statuses: Readonly<Record<DisputeStatus | EvidenceItemStatus | ObligationStatus, string>> = {
  ADMITTED: "已采纳",
  APPEALED: "申诉中",
  BLOCKED: "受阻",
  CLOSED: "已结束",
  CONTESTED: "有异议",
  DECIDING: "裁决中",
  DRAFT: "草稿",
  DUE: "待履行",
  EVIDENCE: "举证中",
  EXCHANGED: "已交换",
  EXCLUDED: "不予采纳",
  FAILED: "未能履行",
  IN_REVIEW: "审理中",
  MERCHANT_RESPONSE: "待商家答复",
  NEGOTIATING: "协商中",
  OVERDUE: "逾期",
  PENDING: "未生效",
  PERFORMED: "已履行",
  PERFORMING: "履行中",
  PROPOSED: "调解方案待接受",
  QUARANTINED: "已隔离",
  QUEUED: "待分配",
  REBUTTAL: "质证中",
  RULED: "已裁决",
  SUBMITTED: "已提交（密封）",
  SUSPENDED: "中止",
  WAIVED: "已免除",
  WITHDRAWN: "已撤回",
};

const refusals: Readonly<Record<RefusalCode, string>> = {
  ALREADY_REFUNDED: "已退款",
  CLAIM_EXCEEDS_LOSS: "请求超过损失",
  DAMAGE_BY_SHOPPER: "损坏由消费者造成",
  DELIVERED_AS_PROMISED: "已按约定交付",
  ITEM_MATCHES_LISTING: "商品与描述相符",
  NOT_DEFECTIVE: "商品无瑕疵",
  OTHER: "其他",
  OUT_OF_TIME: "超过期限",
  POLICY_EXCLUDES: "政策不支持",
  RETURN_ITEM_ALTERED: "退回商品已被改动",
};

type OfDecisions =
  | AppealGround
  | AppealOutcome
  | Exclude<HumanReviewGround, "OTHER">
  | HumanReviewOutcome
  | InadmissibilityGround;

const ofDecisions: Readonly<Record<OfDecisions, string>> = {
  ABUSE: "滥用申请",
  ALREADY_DECIDED: "已有决定",
  CALCULATION_ERROR: "计算错误",
  CLARIFICATION: "裁决不明确",
  CONFLICT_OF_INTEREST: "利益冲突",
  EXTERNAL_PROCEEDING: "外部程序处理中",
  AMOUNT_WRONG: "金额计算错误",
  COULD_NOT_ACT: "未能及时行动",
  FACTS_WRONG: "所依据的事实有误",
  FACT_ERROR: "事实认定错误",
  FRAUD_IN_DECISION: "裁决因欺诈作出",
  NEW_EVIDENCE: "新证据",
  NOT_OURS: "不属于平台受理范围",
  NO_CLAIM: "请求不成立",
  OUT_OF_TIME: "超过期限",
  POLICY_MISAPPLIED: "规则适用错误",
  RULE_MISAPPLIED: "规则适用错误",
  PROCEDURAL_ERROR: "程序错误",
  OVERTURNED: "撤销自动结果",
  REMITTED: "发回重审",
  REVERSED: "撤销改判",
  UNABLE_TO_RESPOND: "未能及时答复",
  UPHELD: "维持",
  VARIED: "部分变更",
};

const outcomes: Readonly<Record<DisputeOutcome, string>> = {
  CONCEDED: "商家认可",
  DEFAULTED: "商家未答复",
  INADMISSIBLE: "不予受理",
  LAPSED: "消费者未行动而失效",
  MEDIATED: "调解成立",
  MERGED: "已合并",
  NOT_PROVEN: "证据不足",
  REFERRED: "移交外部机构",
  RULED_FOR_MERCHANT: "裁决支持商家",
  RULED_FOR_SHOPPER: "裁决支持消费者",
  RULED_SPLIT: "裁决部分支持",
  SETTLED: "和解",
  WITHDRAWN: "已撤回",
};

const kinds: Readonly<Record<ObligationKind | RemedyKind, string>> = {
  COMPENSATION: "赔偿",
  EXCHANGE: "换货",
  OTHER_ACT: "其他行为",
  PARTIAL_REFUND: "部分退款",
  REFUND: "退款",
  REFUND_FREIGHT: "退运费",
  RELEASE_TO_MERCHANT: "向商家放款",
  REPAIR: "修理",
  REPLACEMENT: "补发",
  RETURN_AND_REFUND: "退货退款",
  RETURN_GOODS: "退还商品",
  SEND_MISSING_PARTS: "补寄缺件",
};

const others: Readonly<Record<EvidenceSource | FaultParty | MessageChannel, string>> = {
  CARRIER: "承运人",
  INTEGRATION: "平台接口",
  MERCHANT: "商家",
  MERCHANT_PRIVATE: "仅商家与平台",
  PARTIES: "双方",
  PLATFORM: "平台",
  SHOPPER: "消费者",
  SHOPPER_PRIVATE: "仅消费者与平台",
  STAFF: "平台内部",
  SYSTEM: "平台",
  UPLOAD: "上传",
};

/** What the codes of the domain are called in Chinese. */
export const termsInChinese: Readonly<Record<string, string>> = {
  ...evidenceTypesInChinese,
  ...refusals,
  ...ofDecisions,
  ...outcomes,
  ...statuses,
  ...kinds,
  ...others,
};
