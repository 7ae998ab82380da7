// A project of two plans worked by hand, in the layout that Python writes.
import { Corpus, type RawData } from "../src/data/corpus";

export function tinyData(): RawData {
  return {
    format: 1,
    name: "tiny",
    topics: [
      ["A", "", "政府职能", "Government functions", ""],
      ["A1", "A", "机构职能", "Organisation", ""],
      ["K", "", "能力", "Capacity", ""],
      ["K2", "K", "学法", "Legal study", ""],
      ["N", "", "非措施", "Not a measure", ""],
      ["N0", "N", "导语", "Preamble", ""],
    ],
    frames: [
      {
        name: "topic",
        groups: [
          ["A1", "机构职能", "Organisation"],
          ["K2", "学法", "Legal study"],
        ],
        place: { A1: "A1", K2: "K2" },
      },
      {
        name: "domain",
        groups: [
          ["A", "政府职能", "Government functions"],
          ["K", "能力", "Capacity"],
        ],
        place: { A1: "A", K2: "K" },
      },
      {
        name: "2021",
        groups: [
          ["1", "第一部分", "Part one"],
          ["0", "未列", "Not in it"],
        ],
        place: { A1: "1", K2: "0" },
      },
    ],
    labels: { level: { county: ["县", "county"] }, kind: { deadline: ["期限", "deadline"] } },
    indicators: {
      rows: 1,
      indicator_id: ["lectures"],
      label_zh: ["法治讲座次数"],
      label_en: ["Law lectures"],
    },
    plans: [plan("alpha", "甲县", "Alpha", "甲省", 4), plan("beta", "乙县", "Beta", "乙省", 3)],
    measures: {
      rows: 2,
      id: ["m001", "m001"],
      chapter: ["一、任务", ""],
      heading: ["加强学法", "学法用法"],
      lead_bodies: ["县司法局", ""],
      of: [-1, 0, 0, 0, 1, 1, 1],
    } as unknown as RawData["measures"],
    provisions: {
      rows: 7,
      id: ["p0001", "p0002", "p0003", "p0004", "p0001", "p0002", "p0003"],
      start: [0, 20, 30, 60, 0, 10, 40],
      end: [20, 30, 60, 90, 10, 40, 60],
      text: [
        "甲县法治政府建设规划",
        "一、加强学法。",
        "领导干部每年举办２期法治讲座，2022年底前完成。",
        "明确各部门的职责权限<script>alert(1)</script>。",
        "学法用法。",
        "领导干部每年举办1期法治讲座。",
        "公开权责清单。",
      ],
      is_heading: [1, 1, 0, 0, 1, 0, 0],
      topic: ["N0", "K2", "K2", "A1", "K2", "K2", "A1"],
      topic2: ["", "", "A1", "", "", "", ""],
      topic_source: { values: ["language model"], codes: [0, 0, 0, 0, 0, 0, 0] },
      obligation: [0, 0, 2, 3, 0, 1, 2],
      sanction: [0, 0, 0, 1, 0, 0, 0],
      monitoring: [0, 0, 0, 0, 0, 0, 0],
      strictness: [null, null, 0.5, 0.5, null, 0.25, 0.2],
    },
    targets: {
      rows: 2,
      provision: [2, 5],
      from: [6, 6],
      to: [10, 10],
      text: ["举办２期", "举办1期"],
      value: [2, 1],
      indicator_id: ["lectures", "lectures"],
    },
    times: {
      rows: 2,
      provision: [2, 2],
      from: [4, 15],
      to: [6, 21],
      text: ["每年", "2022年底前"],
      kind: ["recurrence", "deadline"],
      date_start: ["", ""],
      date_end: ["", "2022-12-31"],
      period: ["P1Y", ""],
      bound: ["every", "by"],
    },
    bodies: { rows: 0, provision: [] },
    citations: { rows: 0, provision: [] },
    reuse: {
      rows: 1,
      a: [2],
      b: [5],
      from_a: [0],
      to_a: [8],
      from_b: [0],
      to_b: [8],
      chars: [12],
      similarity: [0.9],
    },
    schemes: [],
  } as unknown as RawData;
}

function plan(doc_id: string, zh: string, en: string, province: string, count: number) {
  return {
    doc_id,
    count,
    label_zh: `${zh} 2021–2025`,
    label_en: `${en} 2021–2025`,
    name_zh: zh,
    name_en: en,
    years: "2021–2025",
    province_zh: province,
    province_en: en,
    level: "county",
    title: `${zh}法治政府建设规划`,
    period_start: "2021",
    period_end: "2025",
    file: `${doc_id}.txt`,
    sha256: "ab".repeat(32),
    document_number: "",
    issued: "",
  };
}

export function tiny(change: (raw: RawData) => void = () => {}): Corpus {
  const raw = tinyData();
  change(raw);
  return new Corpus(raw);
}
