import { describe, expect, test } from "vitest";
import { asking, openDesk, textsOf } from "../starter-desk.ts";

const desk = await openDesk();

/** A question, or a conversation whose last one counts; what its answer says; what it must not say. */
interface Row {
  readonly ask: string | readonly string[];
  readonly says: readonly string[];
  readonly never?: readonly string[];
  readonly outcome?: "answered" | "partly" | "notFound" | "choose";
  readonly reads?: string;
}

const nothing = "The register does not say";

const rows: Readonly<Record<string, readonly Row[]>> = {
  asks: [
    { ask: "who is Yin Hejun", says: ["Ministry of Science and Technology"] },
    { ask: "what is HyPER", says: ["Energy storage for electric mobility"] },
    { ask: "when was the vaccine agreement signed", says: ["18 November 2020"] },
    { ask: "where was the MRANTI Zhongguancun MoU signed", says: ["Place: Beijing"] },
    { ask: "which organisations are ministries", says: ["3 organisations"] },
    { ask: "why did the minister visit China in April 2024", says: ["Purpose: The third Joint Committee"] },
    { ask: "how many visits are there", says: ["5 visits"], reads: "/count visit" },
    { ask: "how much land does MRANTI Park have", says: ["686 acres"] },
    { ask: "list agreements of MRANTI", says: ["2 agreements"], reads: "/mou parties:mranti" },
    { ask: "is it true that MIMOS signed with CETC", says: ["Yes"] },
    { ask: "status of the MRANTI Zhongguancun MoU", says: ["signed 25 April 2024"] },
    {
      ask: "compare MRANTI and MIMOS",
      says: ["Accelerator", "Microelectronic"],
      reads: "/compare mranti mimos",
    },
    {
      ask: "what happened at the Zhongguancun Forum 2024",
      says: ["exchanged there, the minister witnessing"],
    },
    { ask: "who attended the Zhongguancun Forum 2024", says: ["Chang Lih Kang"] },
    { ask: "who spoke at the KL forum", says: ["Lee Chean Chung", "Li Zhiqiang"] },
    { ask: "who witnessed the MRANTI Zhongguancun MoU", says: ["Witnessed by: Chang Lih Kang"] },
    { ask: "who chaired the 3rd joint committee meeting", says: ["Chang Lih Kang, Yin Hejun"] },
    { ask: "who signed the agreement with TusStar", says: ["MRANTI", "TusStar Malaysia"] },
    { ask: "who organised the KL forum", says: ["China Science and Technology Exchange Center"] },
    { ask: "who owns TusStar", says: ["Tus Holding, Brunfield International Group"] },
    { ask: "what does CSTEC stand for", says: ["China Science and Technology Exchange Center"] },
  ],
  times: [
    { ask: "which agreements before 2024", says: ["Vaccine"], never: ["25 April 2024"] },
    { ask: "which visits after 2023", says: ["3 visits"] },
    { ask: "agreements between 2023 and 2024", says: ["6 agreements"] },
    { ask: "visits in 2023 and 2024", says: ["5 visits"], reads: "/visits in:2023-01-01..2024-12-31" },
    { ask: "events in the second half of 2024", says: ["31 October 2024"], reads: "/events in:2024-07-01" },
    { ask: "visits last year", says: ["no visits"], outcome: "notFound", reads: "/visits in:2025" },
    { ask: "visits in the past three years", says: ["4 visits"] },
    { ask: "去年三月有什么访问", says: ["2025-03"], outcome: "notFound", reads: "/visits in:2025-03" },
    { ask: "2024年四月下旬有什么活动", says: ["2024年4月25日"], reads: "/events in:2024-04-21..2024-04-30" },
    { ask: "lawatan minggu depan", says: ["Tiada lawatan akan datang"], outcome: "partly" },
    { ask: "perjanjian bulan lepas", says: ["2026-10"], outcome: "notFound", reads: "/mou in:2026-10" },
  ],
  "other words for the same": [
    { ask: "who are the shareholders of TusStar Malaysia", says: ["Tus Holding", "Brunfield"] },
    { ask: "by how much had trade grown in 2022", says: ["15.6"] },
    { ask: "mou list xiamen univ", says: ["MIMOS"] },
    { ask: "since when does TYSP exist", says: ["2013"] },
    { ask: "who tried out the TCM wearable", says: ["Lee Boon Chye"] },
    {
      ask: "who signed the vaccine agreement on Malaysia's behalf",
      says: [nothing, "Signatories"],
      outcome: "notFound",
    },
  ],
  "all but some": [
    {
      ask: "besides Chang Lih Kang, who attended the MRANTI signing?",
      says: ["Ling Ji", "Rofina"],
      never: ["Chang Lih Kang;"],
    },
    {
      ask: "which NanoMalaysia programmes are there other than HyPER",
      says: ["4 programmes"],
      never: ["HyPER "],
    },
    { ask: "除了郑立慷，还有谁见证了厦门大学的备忘录", says: ["阴和俊"], never: ["郑立慷"] },
    { ask: "selain MIMOS, siapa pihak MoU Universiti Xiamen", says: ["XMUM"], never: ["(MIMOS)"] },
  ],
  "people of one side": [
    {
      ask: "which Chinese officials attended the MRANTI signing",
      says: ["Ling Ji", "Xia Linmao", "Zhang Ge", "Li Junjie"],
      never: ["Rofina"],
    },
    {
      ask: "who attended the KL forum from China",
      says: ["Zhao Xiangdong", "Chen Huan"],
      never: ["Lee Boon Chye"],
    },
    { ask: "which Malaysians spoke at the KL forum", says: ["5 people", "Suhairi"], never: ["Gao Ying"] },
    { ask: "who chaired the 3rd JCM for China", says: ["Yin Hejun"] },
    { ask: "what did Premier Li Qiang say at the KL forum", says: [nothing], outcome: "notFound" },
  ],
  joins: [
    { ask: "MRANTI的电话号码", says: ["+6019-2220292"] },
    { ask: "phone number of MIMOS", says: [nothing], outcome: "notFound" },
    { ask: "contact mranti", says: ["farhanasyed@mranti.my", "sakinah@mranti.my"] },
    { ask: "李志强是谁？", says: ["CSTEC"] },
    { ask: "what areas will MIMOS and CETC work on together", says: ["Advanced packaging", "System design"] },
    { ask: "apa lima bidang kerjasama MRANTI dan ZGC", says: ["Personnel exchange", "Soft-landing"] },
    {
      ask: "which organisations did the minister visit in April 2024",
      says: ["China National Space Administration", "China Electronics Technology Group"],
    },
    { ask: "which programme of NanoMalaysia is about hydrogen", says: ["HyPER"] },
    { ask: "agreements of MIMOS in 2024", says: ["2 agreements"], reads: "/mou parties:mimos in:2024" },
    { ask: "talks given by companies from Shanghai", says: ["Zhongyu Life", "Xiangcheng"] },
    { ask: "who chaired the meeting of the minister's visit in April 2024", says: ["Chang Lih Kang"] },
  ],
  "lists, counts and superlatives": [
    { ask: "how many agreements in 2024", says: ["4 agreements"], reads: "/count agreement in:2024" },
    { ask: "how many companies from China", says: ["19 organisations"], reads: "/count organisation" },
    { ask: "latest agreement", says: ["25 April 2024"] },
    { ask: "first agreement", says: ["2003"] },
  ],
  names: [
    { ask: "Hejun Yin", says: ["Yin Hejun"], reads: "/show yin-hejun" },
    { ask: "YB Tuan Chang Lih Kang", says: ["Chang Lih Kang"], reads: "/show chang-lih-kang" },
    { ask: "Lih Kang", says: ["Chang Lih Kang"], reads: "/show chang-lih-kang" },
    { ask: "陰和俊", says: ["Yin Hejun"], reads: "/show yin-hejun" },
    { ask: "中關村", says: ["中关村"], reads: "/show z-park" },
    { ask: "Li", says: ["Li Qiang", "Li Zhiqiang"], outcome: "choose" },
    { ask: "科技部", says: ["MOSTI", "Ministry of Science and Technology"], outcome: "choose" },
  ],
  typos: [
    { ask: "zhonguancun", says: ["“zhonguancun” taken as “zhongguancun”"], reads: "/show z-park" },
    { ask: "zhognguancun", says: ["taken as “zhongguancun”"], reads: "/show z-park" },
    { ask: "zhongguanncun", says: ["taken as “zhongguancun”"], reads: "/show z-park" },
    { ask: "zhongguancunforum", says: ["Zhongguancun Forum 2024"] },
    { ask: "mosti ministr", says: ["taken as “minister”"], reads: "/show chang-lih-kang" },
    { ask: "TusStart", says: ["taken as “tusstar”"], reads: "/show tusstar-malaysia" },
    { ask: "who runs CTEC", says: [nothing], never: ["taken as"], outcome: "notFound" },
  ],
  "follow-ups": [
    { ask: ["mou mranti zhongguancun", "and who witnessed it?"], says: ["Witnessed by: Chang Lih Kang"] },
    { ask: ["mou mranti zhongguancun", "when?"], says: ["Signed on: 25 April 2024"] },
    { ask: ["mou mranti zhongguancun", "那在哪里签的？"], says: ["Beijing"] },
    { ask: ["3rd joint committee meeting", "siapa pula pengerusinya?"], says: ["Chang Lih Kang, Yin Hejun"] },
    { ask: ["bilateral trade in 2022", "and in US dollars?"], says: ["US$110.6 billion"] },
    { ask: ["mou mranti zhongguancun", "who is Yin Hejun"], says: ["Yin Hejun"], reads: "/show yin-hejun" },
    { ask: ["mou mranti zhongguancun", "MOSTI"], says: ["organisation"], reads: "/show mosti" },
    { ask: ["who is Yin Hejun", "科技部"], says: ["MOSTI"], outcome: "choose", reads: "/choose" },
  ],
  honesty: [
    { ask: "when does the MRANTI Zhongguancun MoU expire", says: [nothing, "Expiry"], outcome: "notFound" },
    { ask: "who is Ali Baba", says: [nothing, "ali baba"], outcome: "notFound" },
    { ask: "tell me about Chen Jining", says: [nothing], never: ["taken as"], outcome: "notFound" },
    { ask: "who is Li Kang", says: [nothing], outcome: "notFound" },
    { ask: "Chang Hejun", says: [nothing], outcome: "notFound" },
    { ask: "was the vaccine agreement signed in 2022?", says: ["No", "18 November 2020"] },
    { ask: "did Chang Lih Kang visit China in 2022", says: ["No"] },
    { ask: "was the MRANTI MoU with Zhongguancun signed in Beijing?", says: ["Yes."] },
    {
      ask: "was the MRANTI MoU with Zhongguancun signed in Shanghai?",
      says: ["Place: Beijing"],
      never: ["Yes."],
    },
    { ask: "was 2021 the very first time MYSA and CNSA signed an MoU?", says: ["2021"], never: ["Yes."] },
    { ask: "2024年是馬中建交60週年嗎", says: ["50"], never: ["是。"] },
    {
      ask: "is it true that Chang Lih Kang presided over the 3rd JCM alone",
      says: ["Yin Hejun"],
      never: ["Yes."],
    },
    { ask: "did MIMOS sign with MRANTI?", says: ["No."] },
    { ask: "did anyone from the Ministry of Commerce attend the MRANTI signing", says: ["Yes.", "Ling Ji"] },
    { ask: "is Brunfield a shareholder of TusStar Malaysia", says: ["Yes."] },
    { ask: "did Xiaomi attend the KL forum", says: ["does not say so"], never: ["Yes.", "No."] },
    { ask: "when was the original MYSA CNSA memorandum signed", says: [nothing], outcome: "notFound" },
    { ask: "how many business-to-business MoUs in 2023", says: ["19", "does not know the other 18"] },
    { ask: "who witnessed the MRANTI Zhongguancun MoU", says: ["names the ministry"] },
    { ask: "who is Rais Hussin", says: ["Chief Executive Officer", "as of 25 April 2024"] },
    { ask: "who was the chairman of MRANTI in 2024", says: ["Rofina Yasmin Othman"] },
    { ask: "who was the CEO of MRANTI in 2019", says: [nothing], outcome: "notFound" },
  ],
  "numbers of another year, or of another in a series": [
    {
      ask: "what was the total trade between Malaysia and China in 2021",
      says: [nothing],
      outcome: "notFound",
    },
    { ask: "total malaysia china trade for 2023?", says: [nothing], outcome: "notFound" },
    { ask: "how much was the trade in 2024", says: [nothing], outcome: "notFound" },
    { ask: "by how much did trade grow in 2022", says: ["15.6"] },
    { ask: "what is the value of total trade in US dollars", says: ["US$110.6 billion"] },
    { ask: "how many people work for GMSB", says: [nothing], never: ["0 people"], outcome: "notFound" },
    { ask: "how many jobs will the 75 companies create", says: ["does not say"], outcome: "notFound" },
    { ask: "how many times did Chang visit China", says: ["2 visits"], never: ["19"] },
    { ask: "which was the sixth company in the delegation", says: [nothing], outcome: "notFound" },
    { ask: "第四次联合委员会会议什么时候举行", says: ["没有"], outcome: "notFound" },
  ],
  "two questions in one": [
    {
      ask: "who founded the ZGC Science City company and when?",
      says: ["Haidian District Government", "2019"],
    },
    { ask: "when was the KL forum held, and where?", says: ["31 October 2024", "Bangsar South"] },
    { ask: "when was TYSP launched and by whom?", says: ["2013", "Ministry of Science and Technology"] },
    { ask: "中关村科学城公司是谁设立的？哪一年？", says: ["海淀区政府", "2019年"] },
    { ask: "bila dan di mana forum Kuala Lumpur diadakan?", says: ["31 Oktober 2024", "Bangsar South"] },
  ],
  "longer names of others": [
    { ask: "which agreements does China Mobile have with Malaysia", says: [nothing], outcome: "notFound" },
    { ask: "what did China Telecom sign", says: [nothing], outcome: "notFound" },
    { ask: "who is the CEO of China Mobile", says: [nothing], outcome: "notFound" },
    { ask: "华为和马来西亚签了什么协议？", says: ["没有"], outcome: "notFound" },
    { ask: "比亚迪和MRANTI签了什么", says: ["没有"], outcome: "notFound" },
    { ask: "what is the Malaysia Space Policy", says: ["National Space Policy 2030"] },
  ],
  "small talk": [
    { ask: "hello", says: ["Ask me about agreements"], reads: "/help small:talk" },
    { ask: "terima kasih", says: ["/help"], reads: "/help small:talk" },
    { ask: "you are stupid", says: ["Ask me about agreements"], reads: "/help small:talk" },
    { ask: "how is the weather in Beijing today", says: ["Ask me about"], reads: "/help small:talk" },
  ],
};

describe.each(Object.entries(rows))("%s", (_, asked) => {
  test.each(asked)("$ask", async ({ ask, says, never = [], outcome = "answered", reads = "/" }) => {
    const all = typeof ask === "string" ? [ask] : ask;
    const previous = all.slice(0, -1);
    const reply = await desk.answer(
      asking(all.at(-1) ?? "", "2026-11-21", previous.length > 0 ? { previous } : {}),
    );
    const text = textsOf(reply).join("\n");
    expect(reply.outcome, text).toBe(outcome);
    expect(reply.command?.slice(0, reads.length), text).toBe(reads);
    for (const said of says) expect(text).toContain(said);
    for (const wrong of never) expect(text).not.toContain(wrong);
  });
});
