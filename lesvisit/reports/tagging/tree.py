"""The structure tree as it stands in the file: elements, the way back from content to them, and what readers ask.

Written as text: some thousand small objects cost more as objects of any library than all the rest of a paper.
"""

from collections.abc import Sequence

from lesvisit.reports.tagging.recorder import Recorder
from lesvisit.reports.tagging.tags import Annotation, Content, Node


class StructureTree:
    """The tree of one paper, as objects numbered from `first`; the root comes first, then the parent tree.

    `pages` are the numbers of the pages' objects, `links` those of the links on each page. In the parent tree pages
    come before links.
    """

    def __init__(self, recorder: Recorder, first: int, pages: Sequence[int], links: Sequence[Sequence[int]]) -> None:
        self._recorder = recorder
        self._pages = pages
        self._links = links
        self._first = first
        self.objects = ["", ""]
        top = self._element(recorder.root, first)
        keys, nums = self._parents()
        self.objects[0] = f"<</Type/StructTreeRoot/K {top} 0 R/ParentTree {first + 1} 0 R/ParentTreeNextKey {keys}>>"
        self.objects[1] = f"<</Nums[{nums}]>>"

    def _parents(self) -> tuple[int, str]:
        """How many keys, and for each page the elements of its content, by number; for each link its element."""
        nums = [
            f"{place}[{' '.join([f'{owner.number} 0 R' for owner in owners])}]"
            for place, owners in enumerate(self._recorder.pages)
        ]
        owners = [owner for owners in self._recorder.links for owner in owners if owner is not None]
        nums += [f"{key} {owner.number} 0 R" for key, owner in enumerate(owners, len(nums))]
        return len(nums), "\n".join(nums)

    def _element(self, node: Node, parent: int) -> int:
        """Adds an element with all that is in it; returns its number."""
        objects, tag = self.objects, node.tag
        place = len(objects)
        number = node.number = self._first + place
        objects.append("")
        page, shown = self._kids(node.kids, number)
        text = f"<</S/{tag.role}/P {parent} 0 R"
        if page >= 0:
            text += f"/Pg {self._pages[page]} 0 R"
        if shown:
            text += f"/K {shown[0]}" if len(shown) == 1 else f"/K[{' '.join(shown)}]"
        if tag.alt or tag.scope or tag.span != 1:
            text += _described(node)
        objects[place] = text + ">>"
        return number

    def _kids(self, kids: Sequence[Node | Content | Annotation], parent: int) -> tuple[int, list[str]]:
        """The page of the first content, -1 where there is none; and what stands in an element."""
        page, shown = -1, []
        for kid in kids:
            if isinstance(kid, Node):
                if not kid.empty:
                    shown.append(f"{self._element(kid, parent)} 0 R")
                continue
            if page < 0:
                page = kid.page
            if isinstance(kid, Annotation):
                link = self._links[kid.page][kid.place]
                shown.append(f"<</Type/OBJR/Pg {self._pages[kid.page]} 0 R/Obj {link} 0 R>>")
            elif kid.page == page:
                shown.append(str(kid.mcid))
            else:
                shown.append(f"<</Type/MCR/Pg {self._pages[kid.page]} 0 R/MCID {kid.mcid}>>")
        return page, shown


def _described(node: Node) -> str:
    """What a figure shows, what a head cell is the head of, how many columns a cell takes."""
    tag, text = node.tag, ""
    if tag.alt:
        text += f"/Alt<feff{tag.alt.encode('utf-16-be', 'replace').hex()}>"
    if tag.scope or tag.span != 1:
        scope = f"/Scope/{tag.scope}" if tag.scope else ""
        span = f"/ColSpan {tag.span}" if tag.span != 1 else ""
        text += f"/A<</O/Table{scope}{span}>>"
    return text
