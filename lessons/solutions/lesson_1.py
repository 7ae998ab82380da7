"""The answers to lesson 1, and what likely mistakes give."""

from compare.indices.selection import counted
from compare.project import find_project


def raw_text(tables, doc_id):
    documents = tables["documents"].set_index("doc_id")
    data = (find_project().raw / documents.loc[doc_id, "file"]).read_bytes()
    return data.decode("utf-8")


def answer_1(tables):
    rows = counted(tables["provisions"])
    return int((rows["doc_id"] == "dadukou").sum())


def mistake_1_headings(tables):
    return int((tables["provisions"]["doc_id"] == "dadukou").sum())


def mistake_1_no_topic(tables):
    rows = tables["provisions"].query("doc_id == 'dadukou' and is_heading == 0")
    return len(rows)


def mistake_1_measures(tables):
    return int((tables["measures"]["doc_id"] == "dadukou").sum())


def answer_2(tables):
    documents = tables["documents"]
    return int(documents["start"].max())


def mistake_2_length(tables):
    documents = tables["documents"]
    return int(documents.loc[documents["start"].idxmax(), "chars"])


def mistake_2_end(tables):
    documents = tables["documents"]
    return int(documents.loc[documents["start"].idxmax(), "end"])


def answer_3(tables):
    target = tables["targets"].set_index("target_id").loc["dadukou-q001"]
    raw = raw_text(tables, "dadukou")
    return raw[target["start"] - 8 : target["start"]]


def mistake_3_words(tables):
    return tables["targets"].set_index("target_id").loc["dadukou-q001", "text"]


def mistake_3_from_plan(tables):
    target = tables["targets"].set_index("target_id").loc["dadukou-q001"]
    begin = int(tables["documents"].set_index("doc_id").loc["dadukou", "start"])
    raw = raw_text(tables, "dadukou")
    return raw[target["start"] - begin - 8 : target["start"] - begin]


def mistake_3_one_off(tables):
    target = tables["targets"].set_index("target_id").loc["dadukou-q001"]
    return raw_text(tables, "dadukou")[target["start"] - 9 : target["start"] - 1]


def answer_4(tables):
    rows = counted(tables["provisions"])
    outside = rows["measure_id"] == ""
    return outside.groupby(rows["doc_id"]).mean().to_dict()


def mistake_4_headings(tables):
    rows = tables["provisions"]
    return (rows["measure_id"] == "").groupby(rows["doc_id"]).mean().to_dict()


def mistake_4_inside(tables):
    return {doc_id: 1 - share for doc_id, share in answer_4(tables).items()}


def mistake_4_counts(tables):
    rows = counted(tables["provisions"])
    return (rows["measure_id"] == "").groupby(rows["doc_id"]).sum().to_dict()


def answer_5(tables):
    return {"b", "d"}


def mistake_5_effort(tables):
    return {"a", "b", "d"}


def mistake_5_silence(tables):
    return {"b", "c", "d"}
