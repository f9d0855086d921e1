"""An observation template in words: what it is called, what kind of looking it is, how long it takes."""

from lesvisit.blocks import kind_of
from lesvisit.domain.template import Block, Taxonomy, Template, Timing
from lesvisit.i18n import N_, Translator
from lesvisit.services.templates import name_of

TAXONOMIES = {
    Taxonomy.FREE: N_("free"),
    Taxonomy.STRUCTURED: N_("structured"),
    Taxonomy.INTERVAL: N_("interval"),
    Taxonomy.COUNT: N_("count or duration"),
    Taxonomy.SCALE: N_("scale"),
}
TIMINGS = {
    Timing.BEFORE: N_("before the lesson"),
    Timing.DURING: N_("during the lesson"),
    Timing.AFTER: N_("after the lesson"),
}
LANGUAGES = {"nl": N_("Dutch"), "en": N_("English")}


def title(translator: Translator, template: Template) -> str:
    """What it is called, also when it has no name yet."""
    return name_of(template.name, translator.language) or translator.gettext("Form without a name")


def taxonomy(translator: Translator, template: Template) -> str:
    """The kind of looking; an empty text for none."""
    known = template.taxonomy in list(Taxonomy)
    return translator.gettext(TAXONOMIES[Taxonomy(template.taxonomy)]) if known else ""


def facts(translator: Translator, template: Template) -> str:
    """How long it takes to learn and how long a visit takes: "5 min to learn · 15 min visit"."""
    _ = translator.gettext
    parts = [taxonomy(translator, template)]
    if template.learn_min:
        parts.append(_("{n} min to learn", n=template.learn_min))
    if template.visit_min:
        parts.append(_("{n} min visit", n=template.visit_min))
    return " · ".join(part for part in parts if part)


def block_title(translator: Translator, block: Block) -> str:
    """What a block is called, else its type."""
    return name_of(block.label, translator.language) or type_name(translator, block.type)


def type_name(translator: Translator, block_type: str) -> str:
    """What a type of block is called."""
    kind = kind_of(block_type)
    return translator.gettext(kind.name) if kind is not None else block_type


def faults(translator: Translator, count: int) -> str:
    """What keeps it from being used."""
    return translator.ngettext("{n} thing is not right yet", "{n} things are not right yet", count)
