import { DossierLanguage } from "../../domain/evidence/dossier-language.js";

/** What `README.txt` is told. */
interface ReadMeFacts {
  readonly disputeNumber: string;
  readonly exportedAt: Date;
  readonly signingKey: string;
}

function english({ disputeNumber, exportedAt, signingKey }: ReadMeFacts): string {
  return `Dossier of dispute ${disputeNumber}, made on ${exportedAt.toISOString()}

dossier.pdf     the case to read
dossier.json    the same for machines: parties, claim, log of events, statements, evidence, custody, rulings, obligations
files/          the evidence that the person who asked for this dossier may open
manifest.json   the length and the SHA-256 of every part, and where the chains of events and custody end
signature.json  the platform's signature of manifest.json
verify.mjs      checks all of it

To check the dossier, leave the ZIP as it is, take verify.mjs out of it, and run with Node.js 20 or newer:

    node verify.mjs dossier.zip

It needs no network. It says that the dossier holds, or names the first part that was changed, added or removed.

Do not trust the program alone: whoever changed the dossier could have changed it too. Take verify.mjs from the platform's
own source, and compare the key that it names with the one that the platform shows for the dossier:

    ${signingKey}
`;
}

function chinese({ disputeNumber, exportedAt, signingKey }: ReadMeFacts): string {
  return `争议 ${disputeNumber} 的卷宗，生成于 ${exportedAt.toISOString()}

dossier.pdf     供阅读的案卷
dossier.json    供机器读取的同一内容：当事人、请求、事件记录、陈述、证据、保管记录、裁决、义务
files/          申请本卷宗的人有权打开的证据文件
manifest.json   每个部分的长度和 SHA-256，以及事件链和保管链的末端
signature.json  平台对 manifest.json 的签名
verify.mjs      核验全部内容的程序

核验方法：保持 ZIP 原样，从中取出 verify.mjs，用 Node.js 20 或更高版本运行：

    node verify.mjs dossier.zip

核验不需要网络。程序会说明卷宗完好，或者指出第一个被更改、添加或删除的部分。

不要只相信卷宗内的程序：更改卷宗的人也可能更改了它。请使用平台源代码中的 verify.mjs，并将程序显示的密钥与平台为该卷宗公布的密钥比对：

    ${signingKey}
`;
}

/** What stands in `README.txt`. */
export function readMe(language: DossierLanguage, facts: ReadMeFacts): string {
  return language === DossierLanguage.ZH ? chinese(facts) : english(facts);
}
