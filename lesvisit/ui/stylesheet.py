"""The one stylesheet, made from the tokens: only for what Fusion and the palette can't say.

Chips, buttons, marks, ribbon and the like are painted (widgets/); here are grounds, cards, fields, menus, bars.
"""

from collections.abc import Callable
from string import Template

from lesvisit.ui.tokens import Tokens

_SHEET = Template("""
*[ground="bg"] { background: $bg; }
*[ground="surface"] { background: $surface; }
*[ground="alt"] { background: $alt; }
*[ground="soft"] { background: $soft; }

#hintBar { background: $alt; border: none; border-top: 1px solid $line; }
#bottomBar { background: $surface; border: none; border-top: 1px solid $line; }
#stepBar { background: $surface; border: none; border-bottom: 1px solid $line; }
#sidePanel { background: $alt; border: none; border-left: 1px solid $line; }
#rail { background: $alt; border: none; border-right: 1px solid $line; }

QFrame[part="card"] { background: $surface; border: ${w}px solid $line; border-radius: ${r8}px; }
QFrame[part="card"][plain="true"] { background: transparent; }
QFrame[part="rule"] { background: $line; border: none; }

QScrollArea, QAbstractScrollArea[part="plain"] { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[part="page"] { background: transparent; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {
    background: $surface; color: $ink; border: ${w}px solid $ctl; border-radius: ${r6}px;
    selection-background-color: $accent; selection-color: $on; placeholder-text-color: $muted;
}
QLineEdit { padding: 0 ${p8}px; min-height: ${field}px; }
QAbstractSpinBox { padding: 0 ${p8}px; }
QPlainTextEdit, QTextEdit { padding: ${p4}px ${p6}px ${p3}px ${p6}px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QAbstractSpinBox:hover { border-color: $ink; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled {
    border-style: dashed; color: $muted;
}
QLineEdit:read-only, QPlainTextEdit:read-only, QTextEdit:read-only { background: $alt; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QTextEdit[wrong="true"],
QAbstractSpinBox[wrong="true"] { border: 2px solid $warn; }
QLineEdit[wrong="true"] { min-height: ${wrongfield}px; }
QPlainTextEdit[bare="true"], QTextEdit[bare="true"], QLineEdit[bare="true"] {
    background: transparent; border: none; border-radius: 0; padding: 0; min-height: 0;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QAbstractSpinBox > QLineEdit { background: transparent; border: none; padding: 0; min-height: 0; }
QDateEdit::drop-down { width: ${p28}px; border: none; }
QDateEdit::down-arrow { image: none; }

QProgressBar { background: $alt; border: ${w}px solid $ctl; border-radius: ${p3}px; max-height: ${p8}px; }
QProgressBar::chunk { background: $accent; width: ${p28}px; }

QPushButton {
    background: $surface; color: $ink; border: ${w}px solid $ctl; border-radius: ${r6}px;
    padding: 0 ${p14}px; min-height: ${field}px; font-weight: 600;
}
QPushButton:hover { background: $alt; border-color: $ink; }
QPushButton:pressed { background: $soft; }
QPushButton:default { background: $accent; color: $on; border-color: $accent; }
QPushButton:disabled { border-style: dashed; color: $muted; background: transparent; font-weight: 400; }

QMenu { background: $surface; color: $ink; border: ${w}px solid $ctl; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p20}px; border-radius: ${r3}px; }
QMenu::item:selected { background: $chosen; color: $chosentext; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p8}px; }
QToolTip { background: $alt; color: $ink; border: ${w}px solid $ctl; padding: ${p4}px ${p8}px; }

QAbstractItemView { background: $surface; color: $ink; border: none; outline: none; }
QAbstractItemView[part="offer"] { border: ${w}px solid $ctl; padding: ${p4}px; }
QAbstractItemView[part="offer"]::item { min-height: ${p28}px; padding-left: ${p8}px; }
QComboBox QAbstractItemView { border: ${w}px solid $ctl; padding: ${p4}px; }
QAbstractItemView::item:selected { background: $chosen; color: $chosentext; }
QComboBox QAbstractItemView::item { min-height: ${p32}px; padding-left: ${p8}px; }
QHeaderView { background: $surface; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: ${p8}px; font-weight: 600;
}

QScrollBar:vertical { background: transparent; width: ${p12}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${p12}px; margin: 0; }
QScrollBar::handle { background: $ctl; border-radius: ${r3}px; margin: ${p3}px; }
QScrollBar::handle:vertical { min-height: ${p32}px; }
QScrollBar::handle:horizontal { min-width: ${p32}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def make_stylesheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """The stylesheet for these colours; `px` turns a size of the design into pixels."""
    width = 2 if tokens.framed else 1
    sizes = {f"p{size}": px(size) for size in (3, 4, 6, 8, 12, 14, 20, 28, 32)}
    corners = {f"r{size}": px(size) for size in (3, 6, 8)}
    return _SHEET.substitute(
        sizes,
        **corners,
        bg=tokens.bg,
        surface=tokens.surface,
        alt=tokens.alt,
        ink=tokens.ink,
        muted=tokens.muted,
        accent=tokens.accent,
        on=tokens.on,
        soft=tokens.soft,
        ctl=tokens.ctl,
        line=tokens.line,
        warn=tokens.warn,
        chosen=tokens.accent if tokens.framed else tokens.soft,
        chosentext=tokens.on if tokens.framed else tokens.ink,
        w=width,
        field=px(36) - 2 * width,
        wrongfield=px(36) - 4,
    )
