from PySide6.QtCore import Qt
from tests.flows.hands import *
from tests.support.house import house
def test_probe(hands, house):
    def names(n=40):
        out=[]
        for _ in range(n):
            out.append((hands._named(hands.focus), type(hands.focus).__name__))
            hands.press(Qt.Key.Key_Tab)
        return out
    print("HOME", hands._named(hands.focus)); 
    print(names(12))
    hands.tab_to("myName"); hands.write("Bram"); hands.press(Qt.Key.Key_Return)
    print("after", hands._named(hands.focus))
    hands.press(Qt.Key.Key_N, CTRL)
    print("OBS", hands._named(hands.focus))
    hands.press(Qt.Key.Key_Tab, times=2)
    print(names(40))
    hands.press(Qt.Key.Key_Escape); print(hands._named(hands.focus))
    hands.press(Qt.Key.Key_PageUp, CTRL); print("PREP", hands._named(hands.focus)); print(names(50))
    hands.press(Qt.Key.Key_PageDown, CTRL);hands.press(Qt.Key.Key_PageDown, CTRL)
    print("DEB", hands._named(hands.focus)); print(names(40))
