import type { DossierLanguage } from "../../../domain/evidence/dossier-language.js";

/** The words of the readable part that are no codes. */
export interface Labels {
  readonly title: (number: string) => string;
  readonly made: (at: string) => string;
  readonly page: (page: number) => string;
  readonly seenBy: Readonly<Record<"SHOPPER" | "MERCHANT" | "STAFF", string>>;
  readonly sections: Readonly<Record<Section, string>>;
  readonly fields: Readonly<Record<Field, string>>;
  readonly none: string;
  readonly withheld: string;
  readonly wholeInJson: string;
  readonly more: (count: number) => string;
  readonly howToCheck: string;
}

type Section =
  | "appeals"
  | "case"
  | "claim"
  | "custody"
  | "evidence"
  | "obligations"
  | "parties"
  | "proof"
  | "rulings"
  | "statements"
  | "timeline";

type Field =
  | "amount"
  | "answer"
  | "appeal"
  | "automaticOutcome"
  | "by"
  | "clauses"
  | "conclusion"
  | "correction"
  | "custodyHead"
  | "due"
  | "eventHead"
  | "exchanged"
  | "faultShares"
  | "findings"
  | "goods"
  | "grounds"
  | "humanReview"
  | "inadmissible"
  | "lateGround"
  | "mediator"
  | "merchant"
  | "missing"
  | "sharedFinding"
  | "opened"
  | "order"
  | "outcome"
  | "question"
  | "reason"
  | "reasons"
  | "record"
  | "refusal"
  | "remedy"
  | "restsOn"
  | "shopper"
  | "statement"
  | "status";

const english: Labels = {
  title: (number) => `Dossier of dispute ${number}`,
  made: (at) => `Made on ${at}. All times are UTC.`,
  page: (page) => `Page ${page}`,
  seenBy: {
    SHOPPER: "It shows what the shopper could see at that moment.",
    MERCHANT: "It shows what the merchant could see at that moment.",
    STAFF: "It shows what the platform's staff could see at that moment.",
  },
  sections: {
    appeals: "Appeals",
    case: "The case",
    claim: "The claim",
    custody: "Custody of the files",
    evidence: "Evidence",
    obligations: "Obligations",
    parties: "The parties",
    proof: "How this is proven",
    rulings: "Rulings",
    statements: "Statements",
    timeline: "What happened",
  },
  fields: {
    amount: "Amount",
    answer: "Answer",
    appeal: "Appeal of",
    automaticOutcome: "Decided by the clock",
    by: "By",
    clauses: "Clauses",
    conclusion: "It follows",
    correction: "Corrected",
    custodyHead: "End of the custody chain",
    due: "Due",
    eventHead: "End of the chain of events",
    exchanged: "Open since",
    faultShares: "Shares of fault",
    findings: "Findings",
    goods: "Goods",
    grounds: "Grounds",
    humanReview: "A person was asked for by",
    inadmissible: "Declared inadmissible",
    lateGround: "Handed in late because",
    mediator: "Mediator",
    merchant: "Merchant",
    missing: "Not handed in",
    sharedFinding: "Found for all with this cause",
    opened: "Opened",
    order: "Order",
    outcome: "Outcome",
    question: "Asked what the ruling means",
    reason: "Reason",
    reasons: "Reasons",
    record: "A record of the platform; it stands in dossier.json.",
    refusal: "The merchant refused",
    remedy: "Asked for",
    restsOn: "It rests on",
    shopper: "Shopper",
    statement: "Statement",
    status: "Status",
  },
  none: "None.",
  withheld: "Withheld: sealed, or not for this viewer.",
  wholeInJson: "… (shortened here; whole in dossier.json)",
  more: (count) => `${count} more stand in dossier.json.`,
  howToCheck:
    "Every part of this dossier has its SHA-256 in manifest.json, which the platform signed. Events and acts of custody are " +
    "chained: each holds the hash of the one before, so none can be changed, removed or moved without the ends below " +
    "being others. To check it, run: node verify.mjs dossier.zip",
};

const chinese: Labels = {
  title: (number) => `争议 ${number} 卷宗`,
  made: (at) => `生成于 ${at}。所有时间均为协调世界时（UTC）。`,
  page: (page) => `第 ${page} 页`,
  seenBy: {
    SHOPPER: "本卷宗显示消费者在该时刻可见的内容。",
    MERCHANT: "本卷宗显示商家在该时刻可见的内容。",
    STAFF: "本卷宗显示平台工作人员在该时刻可见的内容。",
  },
  sections: {
    appeals: "申诉",
    case: "案情",
    claim: "请求",
    custody: "文件保管记录",
    evidence: "证据",
    obligations: "义务",
    parties: "当事人",
    proof: "证明方法",
    rulings: "裁决",
    statements: "陈述",
    timeline: "经过",
  },
  fields: {
    amount: "金额",
    answer: "答复",
    appeal: "申诉方",
    automaticOutcome: "自动结果",
    by: "提交方",
    clauses: "条款",
    conclusion: "结论",
    correction: "更正",
    custodyHead: "保管链末端",
    due: "期限",
    eventHead: "事件链末端",
    exchanged: "公开时间",
    faultShares: "责任比例",
    findings: "事实认定",
    goods: "商品",
    grounds: "申诉事由",
    humanReview: "请求人工复核方",
    inadmissible: "不予受理",
    lateGround: "逾期提交的理由",
    mediator: "调解员",
    merchant: "商家",
    missing: "未提交的证据",
    sharedFinding: "同因争议共同认定",
    opened: "提出时间",
    order: "订单",
    outcome: "结果",
    question: "请求说明裁决的含义",
    reason: "事由",
    reasons: "理由",
    record: "平台记录；内容见 dossier.json。",
    refusal: "商家拒绝",
    remedy: "要求",
    restsOn: "依据的证据",
    shopper: "消费者",
    statement: "陈述",
    status: "状态",
  },
  none: "无。",
  withheld: "未予披露：已密封，或不向此查看者公开。",
  wholeInJson: "……（此处有删节，全文见 dossier.json）",
  more: (count) => `另有 ${count} 条，见 dossier.json。`,
  howToCheck:
    "本卷宗每个部分的 SHA-256 均载于 manifest.json，并由平台签名。事件与保管行为构成链条：每一环都含有前一环的哈希值，" +
    "因此任何更改、删除或移动都会使下列末端改变。核验方法：node verify.mjs dossier.zip",
};

/** The words of a language. */
export const labels: Readonly<Record<DossierLanguage, Labels>> = { EN: english, ZH: chinese };
