"""Puts the structure tree into a drawn paper: elements, the way back from content to them, and what readers ask."""

from typing import Any

from lesvisit.reports.tagging.recorder import Recorder
from lesvisit.reports.tagging.tags import Annotation, Content, Node


class StructureTree:
    """The tree of one paper, as objects of its file. Pages come first in the parent tree, then links."""

    def __init__(self, pdf: Any, recorder: Recorder) -> None:
        import pikepdf

        self._pikepdf = pikepdf
        self._pdf = pdf
        self._recorder = recorder
        self._pages = [page.obj for page in pdf.pages]
        self._objects: dict[Node, Any] = {}

    def write(self, language: str) -> None:
        """The tree, and the entries of catalogue and pages that lead to it."""
        new, name = self._pikepdf.Dictionary, self._pikepdf.Name
        root = self._pdf.make_indirect(new(Type=name.StructTreeRoot))
        root.K = self._element(self._recorder.root, root)
        root.ParentTree = self._pdf.make_indirect(new(Nums=self._parents()))
        root.ParentTreeNextKey = len(self._pages) + self._recorder.link_count
        catalog = self._pdf.Root
        catalog.StructTreeRoot = root
        catalog.MarkInfo = new(Marked=True)
        catalog.Lang = self._pikepdf.String(language)

    def _parents(self) -> Any:
        """For each page the elements of its content, by number; for each link its element."""
        array, number = self._pikepdf.Array, len(self._pages)
        nums: list[Any] = []
        for place, page in enumerate(self._pages):
            page.StructParents = place
            page.Tabs = self._pikepdf.Name.S
            found = array([self._objects[node] for node in self._recorder.pages[place]])
            nums.extend([place, self._pdf.make_indirect(found)])
        for owner in (owner for owners in self._recorder.links for owner in owners if owner is not None):
            nums.extend([number, self._objects[owner]])
            number += 1
        return array(nums)

    def _element(self, node: Node, parent: Any) -> Any:
        tag, name = node.tag, self._pikepdf.Name
        found = self._pdf.make_indirect(self._pikepdf.Dictionary(S=name("/" + tag.role), P=parent))
        self._objects[node] = found
        kids = [kid for kid in node.kids if not (isinstance(kid, Node) and kid.empty)]
        page = next((kid.page for kid in kids if not isinstance(kid, Node)), None)
        if page is not None:
            found.Pg = self._pages[page]
        shown = [self._kid(kid, found, page) for kid in kids]
        if shown:
            found.K = shown[0] if len(shown) == 1 else self._pikepdf.Array(shown)
        if tag.alt:
            found.Alt = self._pikepdf.String(tag.alt)
        self._describe_cell(node, found)
        return found

    def _kid(self, kid: Node | Content | Annotation, parent: Any, page: int | None) -> Any:
        name, new = self._pikepdf.Name, self._pikepdf.Dictionary
        if isinstance(kid, Node):
            return self._element(kid, parent)
        if isinstance(kid, Content):
            if kid.page == page:
                return kid.mcid
            return new(Type=name.MCR, Pg=self._pages[kid.page], MCID=kid.mcid)
        link = self._pages[kid.page].Annots[kid.place]
        return new(Type=name.OBJR, Pg=self._pages[kid.page], Obj=link)

    def _describe_cell(self, node: Node, found: Any) -> None:
        tag, name = node.tag, self._pikepdf.Name
        if not tag.scope and tag.span == 1:
            return
        about = self._pikepdf.Dictionary(O=name.Table)
        if tag.scope:
            about.Scope = name("/" + tag.scope)
        if tag.span != 1:
            about.ColSpan = tag.span
        found.A = about
