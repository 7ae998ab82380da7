"""The coded plans that come with the package: what the topic model learns from."""

from functools import cache

from compare.coding.given import topics_given
from compare.coding.shipped import reference_folder
from compare.coding.topic_model.topics import TopicModel
from compare.text.document import Document, read_document
from compare.text.sources import plan_sources

CodedPlan = tuple[Document, dict[str, str]]


@cache
def coded_plans() -> tuple[CodedPlan, ...]:
    """Every reference plan with its coded topics by provision_id."""
    folder = reference_folder()
    documents = [read_document(source, folder / "raw") for source in plan_sources(folder / "raw")]
    plans = []
    for document in documents:
        topics = topics_given(document, folder / "coding")
        if topics:
            plans.append((document, topics))
    return tuple(plans)


@cache
def topic_model() -> TopicModel:
    """The topic model fitted to all coded plans; made once per process."""
    return TopicModel().fit(coded_plans())
