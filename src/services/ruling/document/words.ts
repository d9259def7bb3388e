import type { DossierLanguage } from "../../../domain/evidence/dossier-language.js";

/** The words of a ruling's document that are no codes. */
export interface Words {
  readonly title: (number: string) => string;
  readonly made: (at: string) => string;
  readonly page: (page: number) => string;
  readonly finding: (number: number) => string;
  readonly conclusion: (number: number) => string;
  readonly remedy: (number: number) => string;
  readonly correction: (number: number) => string;
  readonly unanswered: string;
  readonly fromFindings: (numbers: string) => string;
  readonly clause: (code: string, title: string) => string;
  readonly borneBy: (shares: string) => string;
  readonly byRule: (amount: string, clause: string) => string;
  readonly change: (before: string, after: string) => string;
  readonly until: (what: string, at: string) => string;
  readonly nothingElse: string;
  readonly silence: (at: string, status: string) => string;
  readonly over: string;
  readonly sections: Readonly<Record<Section, string>>;
  readonly fields: Readonly<Record<Field, string>>;
  /** Between items of a list. */
  readonly comma: string;
  /** Between two sentences. */
  readonly stop: string;
}

type Section =
  | "appeals"
  | "case"
  | "clarifications"
  | "corrections"
  | "claim"
  | "decision"
  | "findings"
  | "follows"
  | "next"
  | "ordered"
  | "owed"
  | "routes";

type Field =
  | "amount"
  | "answer"
  | "answered"
  | "appealUntil"
  | "basis"
  | "decided"
  | "fault"
  | "filed"
  | "goods"
  | "grounds"
  | "issued"
  | "mediator"
  | "meaning"
  | "merchant"
  | "missing"
  | "sharedFinding"
  | "order"
  | "outcome"
  | "question"
  | "reason"
  | "reasons"
  | "refusal"
  | "remedy"
  | "restsOn"
  | "rule"
  | "rulebook"
  | "shopper"
  | "silence"
  | "slip"
  | "statement";

const english: Words = {
  title: (number) => `Ruling in dispute ${number}`,
  made: (at) => `As of ${at}. All times are UTC.`,
  page: (page) => `Page ${page}`,
  finding: (number) => `Finding ${number}`,
  conclusion: (number) => `Conclusion ${number}`,
  remedy: (number) => `Amount ${number} of what is ordered`,
  correction: (number) => `Correction ${number}`,
  unanswered: "Nobody has answered yet.",
  fromFindings: (numbers) => (numbers.includes(",") ? `from findings ${numbers}` : `from finding ${numbers}`),
  clause: (code, title) => `${code}, ${title}`,
  borneBy: (shares) => `borne by ${shares}`,
  byRule: (amount, clause) => `by the rule ${amount} (${clause})`,
  change: (before, after) => `${before} → ${after}`,
  until: (what, at) => `${what}, until ${at}.`,
  nothingElse: "There is nothing that you have to do or can do about the ruling now.",
  silence: (at, status) => `On ${at} the dispute becomes: ${status}`,
  over: "That time is over.",
  sections: {
    appeals: "Appeals",
    case: "The case",
    clarifications: "What the ruling means",
    corrections: "Slips that were corrected since it was served",
    claim: "The claim",
    decision: "The decision",
    findings: "What was found",
    follows: "What follows from it",
    next: "What may be done next",
    ordered: "What is ordered",
    owed: "Who has to do what, and until when",
    routes: "Where else to turn",
  },
  fields: {
    amount: "Amount",
    answer: "The other side's answer",
    answered: "Answered",
    appealUntil: "Either side may appeal until",
    basis: "It rests on",
    decided: "Decided",
    fault: "Shares of fault",
    filed: "Filed",
    goods: "Goods",
    grounds: "Grounds",
    issued: "Served on both sides",
    mediator: "Decided by",
    meaning: "What it means",
    merchant: "Merchant",
    missing: "Asked for and not handed in",
    sharedFinding: "Found for all disputes with this cause",
    order: "Order",
    outcome: "Outcome",
    question: "Asked",
    reason: "Reason",
    reasons: "Reasons",
    refusal: "The merchant refused",
    remedy: "Asked for",
    restsOn: "It rests on",
    rule: "The rule",
    rulebook: "Version of the rules",
    shopper: "Shopper",
    silence: "If nobody does anything",
    slip: "What the slip was",
    statement: "Statement",
  },
  comma: ", ",
  stop: ". ",
};

const chinese: Words = {
  title: (number) => `争议 ${number} 裁决书`,
  made: (at) => `截至 ${at}。所有时间均为协调世界时（UTC）。`,
  page: (page) => `第 ${page} 页`,
  finding: (number) => `事实认定 ${number}`,
  conclusion: (number) => `结论 ${number}`,
  remedy: (number) => `裁决内容第 ${number} 项金额`,
  correction: (number) => `更正 ${number}`,
  unanswered: "尚未答复。",
  fromFindings: (numbers) => `依据事实认定 ${numbers}`,
  clause: (code, title) => `${code}，${title}`,
  borneBy: (shares) => `由${shares}承担`,
  byRule: (amount, clause) => `按规则为 ${amount}（${clause}）`,
  change: (before, after) => `${before} → ${after}`,
  until: (what, at) => `${what}，截止于 ${at}。`,
  nothingElse: "目前您无须也不能就裁决采取行动。",
  silence: (at, status) => `${at}，争议状态变为：${status}`,
  over: "该期限已过。",
  sections: {
    appeals: "申诉",
    case: "案情",
    clarifications: "对裁决的说明",
    corrections: "送达后的更正",
    claim: "请求",
    decision: "裁决",
    findings: "查明的事实",
    follows: "由此得出的结论",
    next: "后续可以采取的行动",
    ordered: "裁决内容",
    owed: "履行义务与期限",
    routes: "其他救济途径",
  },
  fields: {
    amount: "金额",
    answer: "对方的答复",
    answered: "答复时间",
    appealUntil: "双方申诉的期限",
    basis: "依据",
    decided: "决定时间",
    fault: "责任比例",
    filed: "提出时间",
    goods: "商品",
    grounds: "理由",
    issued: "送达双方的时间",
    mediator: "裁决人",
    meaning: "说明",
    merchant: "商家",
    missing: "要求提交而未提交",
    sharedFinding: "对同因争议的共同事实认定",
    order: "订单",
    outcome: "结果",
    question: "疑问",
    reason: "事由",
    reasons: "裁决理由",
    refusal: "商家拒绝",
    remedy: "要求",
    restsOn: "依据",
    rule: "条款内容",
    rulebook: "规则版本",
    shopper: "消费者",
    silence: "如果各方均不行动",
    slip: "更正原因",
    statement: "陈述",
  },
  comma: "、",
  stop: "。",
};

/** The words of a language. */
export const words: Readonly<Record<DossierLanguage, Words>> = { EN: english, ZH: chinese };
