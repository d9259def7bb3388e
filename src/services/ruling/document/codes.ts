import { DisputeAction } from "../../../domain/dispute/action.js";
import type { DossierLanguage } from "../../../domain/evidence/dossier-language.js";
import type { AppealGround, AppealOutcome, AppealStatus } from "../../../domain/ruling/appeal.js";
import type { FindingSource } from "../../../domain/ruling/ruling.js";
import { termsInChinese } from "../../dossier/terms-in-chinese.js";

const sourcesInChinese: Readonly<Record<FindingSource, string>> = {
  MERCHANT_STATEMENT: "商家的陈述",
  MESSAGES: "往来消息",
  ORDER_RECORD: "订单记录",
  PAYMENT_RECORD: "付款记录",
  REVIEW: "评价",
  SHIPMENT_RECORD: "物流记录",
  SHOPPER_STATEMENT: "消费者的陈述",
};

const appealsInChinese: Readonly<Record<AppealGround | AppealOutcome | AppealStatus, string>> = {
  CALCULATION_ERROR: "计算错误",
  CLARIFICATION: "需要说明",
  CONFLICT_OF_INTEREST: "利益冲突",
  DECIDED: "已决定",
  FACT_ERROR: "事实认定错误",
  FRAUD_IN_DECISION: "裁决中存在欺诈",
  NEW_EVIDENCE: "有新证据",
  POLICY_MISAPPLIED: "适用规则错误",
  PROCEDURAL_ERROR: "程序错误",
  REMITTED: "发回重新裁决",
  REVERSED: "撤销原裁决",
  SET_ASIDE: "因和解终止",
  UNABLE_TO_RESPOND: "未能答复",
  UNDER_REVIEW: "复审中",
  UPHELD: "维持原裁决",
  VARIED: "变更原裁决",
  WITHDRAWN: "已撤回",
};

/** What can be done about a ruling, for those who may do it. */
export const rulingActions = [
  DisputeAction.APPEAL_RULING,
  DisputeAction.ANSWER_APPEAL,
  DisputeAction.WITHDRAW_APPEAL,
  DisputeAction.WAIVE_APPEAL,
  DisputeAction.REQUEST_CLARIFICATION,
  DisputeAction.REOPEN_DISPUTE,
] as const;
type RulingAction = (typeof rulingActions)[number];

const actions: Readonly<Record<DossierLanguage, Readonly<Record<RulingAction, string>>>> = {
  EN: {
    ANSWER_APPEAL: "You may answer the other side's appeal",
    APPEAL_RULING:
      "You may appeal, also because of a slip in the calculation or to have something made clear",
    REOPEN_DISPUTE:
      "You may ask to have the dispute opened again, for new evidence, a conflict of interest or fraud",
    REQUEST_CLARIFICATION: "You may ask what the ruling means; no time limit stands still for that",
    WAIVE_APPEAL: "You may give up your appeal; where both sides do, the ruling is final at once",
    WITHDRAW_APPEAL: "You may take your appeal back",
  },
  ZH: {
    ANSWER_APPEAL: "您可以答复对方的申诉",
    APPEAL_RULING: "您可以申诉，包括因计算错误或需要说明而申诉",
    REOPEN_DISPUTE: "您可以因新证据、利益冲突或欺诈请求重新受理",
    REQUEST_CLARIFICATION: "您可以请求说明裁决的含义；各期限照常计算",
    WAIVE_APPEAL: "您可以放弃申诉；双方均放弃时裁决立即生效",
    WITHDRAW_APPEAL: "您可以撤回申诉",
  },
};

const chinese: Readonly<Record<string, string>> = {
  ...termsInChinese,
  ...sourcesInChinese,
  ...appealsInChinese,
};

/** What a code is called: in Chinese by the tables, in English by itself. */
export function termOf(language: DossierLanguage, code: string): string {
  const known = language === "ZH" && Object.hasOwn(chinese, code) ? chinese[code] : undefined;
  return known ?? code.replaceAll("_", " ").toLowerCase();
}

/** What an action is called for who may take it; null for what is not about the ruling. */
export function actionOf(language: DossierLanguage, action: string): string | null {
  return rulingActions.some((known) => known === action) ? actions[language][action as RulingAction] : null;
}
