"""XML lists, entry by entry at flat memory: no document type, no entities, nothing fetched, nothing huge."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from lxml import etree

from enduse.errors import ListError, excerpt
from enduse.measures.notes import Notes
from enduse.measures.source import Source


def entries(
    source: Source, tags: Collection[str], *, within: Collection[str], notes: Notes, plain: bool = False
) -> Iterator[tuple[str, Any]]:
    """Each element of the given local names as soon as it is complete, with its local name; then it is forgotten.

    Args:
        source: the file.
        tags: local names of the elements to give; none may stand inside another.
        within: local names of the elements that they stand in; any other beside them is noted as unknown.
        notes: where to note it.
        plain: the form has no attributes: any that stands in an entry is noted as unknown.

    Raises:
        ListError: The file is broken off or malformed, declares a document type (the door of entity expansion), or holds
            attributes or text of a size that no list has.
    """
    known = frozenset([*tags, *within])
    root: Any = None
    with source.open() as stream:
        try:
            walk = etree.iterparse(
                stream, events=("end",), tag=[f"{{*}}{tag}" for tag in tags],
                resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
            )  # fmt: skip
            for _, element in walk:
                if root is None:
                    root = element.getroottree().getroot()
                    _refuse_doctype(root, source)
                if plain:
                    _note_attributes(element, notes)
                yield local(element.tag), element
                _forget(element, known, notes)
        except etree.XMLSyntaxError as error:
            words = excerpt(error)
            raise ListError(f"{source.name} is broken XML ({words}); it may have been cut off: fetch it again") from error
    if root is not None:
        for element in root.iterdescendants():
            parent = local(element.getparent().tag)
            if local(element.tag) not in known and (parent in within or element.getparent() is root):
                notes.unknown_word("tag", local(element.tag))


def root_of(source: Source) -> tuple[str, str, dict[str, str]]:
    """Local name, namespace and attributes of the root element.

    Raises:
        ListError: There is none to be read.
    """
    with source.open() as stream:
        try:
            walk = etree.iterparse(stream, events=("start",), resolve_entities=False, load_dtd=False, no_network=True)
            _, root = next(walk)
            _refuse_doctype(root, source)
            namespace, _, name = str(root.tag).rpartition("}")
            return name, namespace[1:], {local(str(k)): str(v) for k, v in root.attrib.items()}
        except (etree.XMLSyntaxError, StopIteration) as error:
            words = excerpt(error) or "no root element"
            raise ListError(f"{source.name} is broken XML ({words}); fetch it again") from error


def local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


def text_of(element: Any) -> str:
    """The element's own text with single spaces, or nothing."""
    return " ".join(element.text.split()) if element.text else ""


def children(element: Any) -> Iterator[tuple[str, Any]]:
    """Child elements with their local names, without comments and instructions."""
    for child in element:
        if isinstance(child.tag, str):
            yield local(child.tag), child


def leaves(element: Any) -> dict[str, str]:
    """Text of the children that have some, by local name; of several of one name the first."""
    found: dict[str, str] = {}
    for name, child in children(element):
        text = text_of(child)
        if text:
            found.setdefault(name, text)
    return found


def _refuse_doctype(root: Any, source: Source) -> None:
    if root.getroottree().docinfo.doctype:
        raise ListError(f"{source.name} declares a document type, which no official list does; it is refused unread")


def _note_attributes(entry: Any, notes: Notes) -> None:
    """Attributes of an entry, but those of XML itself ("xsi:nil")."""
    for element in entry.iter(etree.Element):
        for name in element.keys() if element.attrib else ():
            if not name.startswith("{"):
                notes.unknown_word("attribute", f"{local(element.tag)}/{name}")


def _forget(element: Any, known: Collection[str], notes: Notes) -> None:
    """Free the element and what stands before it: the tree never holds more than one entry."""
    element.clear(keep_tail=False)
    before = element.getprevious()
    while before is not None:
        if local(before.tag) not in known:
            notes.unknown_word("tag", local(before.tag))
        element.getparent().remove(before)
        before = element.getprevious()
