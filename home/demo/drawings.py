"""Pictures drawn by program in the colours of the design: fields, river, town, people.

They are made when the demo content is loaded, the same each time, so the repository holds no
image whose licence would have to be asked for.
"""

import io
import math
from collections.abc import Callable

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
# Drawn twice as large and made smaller, so that slanting edges are smooth.
SCALE = 2

PAPER, CREAM, SUN, AMBER = "#f6f1e4", "#efe6cf", "#ffcd3c", "#e79b2d"
PINE, DEEP, LEAF, MEADOW, MIST = "#0f5646", "#0b3a30", "#3f8466", "#8fb996", "#cfe3d6"
SKY, RIVER, CLAY, ROOF = "#dcebea", "#6fa8b0", "#d9c7a3", "#b5603e"

Point = tuple[float, float]


class Canvas:
    """A sheet on which is drawn in pixels of the finished picture."""

    def __init__(self, background: str) -> None:
        """An empty sheet."""
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), background)
        self._draw = ImageDraw.Draw(self.image)

    def shape(self, points: list[Point], colour: str) -> None:
        """A filled polygon."""
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle."""
        box = [
            (x - radius) * SCALE,
            (y - radius) * SCALE,
            (x + radius) * SCALE,
            (y + radius) * SCALE,
        ]
        self._draw.ellipse(box, fill=colour)

    def box(
        self, x: float, y: float, width: float, height: float, colour: str, *, corner: int = 0
    ) -> None:
        """A filled rectangle, its corners round if asked."""
        edges = [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE]
        self._draw.rounded_rectangle(edges, radius=corner * SCALE, fill=colour)

    def line(self, points: list[Point], colour: str, width: int) -> None:
        """A line with round joints."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=width * SCALE, joint="curve")

    def hills(self, level: float, height: float, waves: float, shift: float, colour: str) -> None:
        """A band of land from a wavy horizon to the lower edge."""
        top = [
            (x, level - height * math.sin(x / WIDTH * waves * math.tau + shift))
            for x in range(0, WIDTH + 1, 8)
        ]
        self.shape([*top, (WIDTH, HEIGHT), (0, HEIGHT)], colour)

    def png(self) -> bytes:
        """The finished picture."""
        finished = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        finished.quantize(128).save(file, "PNG", optimize=True)
        return file.getvalue()


def draw_fields() -> bytes:
    """Ploughed fields under a low sun."""
    canvas = Canvas(SKY)
    canvas.disc(1180, 330, 150, SUN)
    canvas.hills(470, 30, 1.0, 0.4, MEADOW)
    canvas.hills(560, 40, 0.8, 2.0, LEAF)
    for row in range(-9, 24):
        foot = row * 130
        canvas.shape(
            [(800 + row * 26, 610), (812 + row * 26, 610), (foot + 70, 900), (foot, 900)], PINE
        )
    canvas.box(0, 596, WIDTH, 18, MEADOW)
    return canvas.png()


def draw_river() -> bytes:
    """A river that winds between meadows to the horizon."""
    canvas = Canvas(SKY)
    canvas.disc(420, 240, 90, SUN)
    canvas.hills(380, 50, 1.3, 1.0, MIST)
    canvas.hills(450, 24, 1.0, 3.0, MEADOW)
    left, right = [], []
    for step in range(101):
        depth = step / 100
        y = 455 + depth**1.6 * 445
        middle = 840 + math.sin(depth * 5.2) * (60 + 240 * depth)
        half = 8 + 210 * depth**1.5
        left.append((middle - half, y))
        right.append((middle + half, y))
    canvas.shape([*left, *reversed(right)], RIVER)
    for x, y, size in (
        (230, 640, 70),
        (350, 560, 44),
        (1330, 600, 60),
        (1460, 720, 96),
        (1200, 520, 34),
    ):
        canvas.box(x - size / 12, y, size / 6, size * 0.8, DEEP)
        canvas.disc(x, y - size * 0.3, size * 0.62, PINE)
        canvas.disc(x + size * 0.35, y, size * 0.42, LEAF)
    return canvas.png()


def draw_town() -> bytes:
    """The roofs of a small town with a clock tower."""
    canvas = Canvas(CREAM)
    canvas.disc(300, 260, 120, SUN)
    canvas.hills(620, 40, 0.9, 1.2, MIST)
    for number in (0, 1, 2, 3, 4, 5, 7, 8, 9, 10):
        x, height = number * 150 - 20, 150 + (number * 67) % 130
        wall = (PAPER, CLAY, MIST)[number % 3]
        canvas.box(x, 760 - height, 150, height, wall)
        canvas.shape(
            [(x - 14, 762 - height), (x + 75, 690 - height), (x + 164, 762 - height)], ROOF
        )
        for window in range(2):
            canvas.box(x + 28 + window * 58, 800 - height, 34, 48, PINE, corner=4)
    canvas.box(880, 250, 150, 510, PAPER)
    canvas.shape([(862, 252), (955, 130), (1048, 252)], PINE)
    canvas.disc(955, 330, 42, SUN)
    canvas.line([(955, 330), (955, 300)], DEEP, 6)
    canvas.line([(955, 330), (976, 342)], DEEP, 6)
    canvas.box(0, 756, WIDTH, 144, PINE)
    return canvas.png()


def draw_sunflowers() -> bytes:
    """Sunflowers in the foreground of a green field."""
    canvas = Canvas(SKY)
    canvas.hills(500, 30, 1.1, 0.2, MEADOW)
    canvas.hills(590, 22, 1.6, 1.4, LEAF)
    for x, y, size in (
        (260, 430, 130),
        (620, 520, 92),
        (930, 400, 150),
        (1290, 500, 112),
        (1510, 610, 70),
    ):
        canvas.line([(x, y), (x + size * 0.08, 900)], DEEP, int(size / 9))
        canvas.shape(
            [
                (x, y + size * 1.9),
                (x + size * 1.1, y + size * 1.4),
                (x + size * 0.5, y + size * 2.1),
            ],
            PINE,
        )
        for petal in range(20):
            angle = petal * math.tau / 20
            canvas.disc(
                x + math.cos(angle) * size * 0.72,
                y + math.sin(angle) * size * 0.72,
                size * 0.26,
                SUN if petal % 2 else AMBER,
            )
        canvas.disc(x, y, size * 0.6, DEEP)
        canvas.disc(x, y, size * 0.4, ROOF)
    return canvas.png()


def draw_park() -> bytes:
    """Trees along a path, and a bench."""
    canvas = Canvas(MIST)
    canvas.hills(600, 16, 0.7, 0.9, MEADOW)
    canvas.shape([(700, 612), (780, 612), (1120, 900), (420, 900)], CREAM)
    for x, base, size in (
        (160, 690, 170),
        (450, 650, 120),
        (1010, 650, 120),
        (1290, 700, 180),
        (1540, 660, 110),
    ):
        canvas.box(x - size / 14, base - size * 0.6, size / 7, size * 0.7, DEEP)
        canvas.disc(x, base - size * 1.2, size * 0.75, PINE)
        canvas.disc(x - size * 0.45, base - size * 0.8, size * 0.5, LEAF)
        canvas.disc(x + size * 0.42, base - size * 0.85, size * 0.46, LEAF)
    canvas.box(1080, 742, 240, 18, ROOF, corner=6)
    canvas.box(1080, 700, 240, 16, ROOF, corner=6)
    for x in (1104, 1282):
        canvas.box(x, 700, 14, 112, DEEP, corner=4)
    return canvas.png()


def draw_bins() -> bytes:
    """Three bins for sorting, a leaf on each."""
    canvas = Canvas(CREAM)
    canvas.disc(1290, 210, 110, SUN)
    canvas.hills(690, 14, 0.8, 0.3, MEADOW)
    for number, colour in enumerate((RIVER, AMBER, LEAF)):
        x = 330 + number * 340
        canvas.shape([(x, 380), (x + 250, 380), (x + 222, 770), (x + 28, 770)], colour)
        canvas.box(x - 18, 340, 286, 52, DEEP, corner=14)
        canvas.box(x + 100, 318, 50, 30, DEEP, corner=10)
        canvas.disc(x + 125, 560, 62, PAPER)
        canvas.shape([(x + 125, 512), (x + 165, 572), (x + 125, 610), (x + 85, 572)], PINE)
    return canvas.png()


def draw_book() -> bytes:
    """An open book under a lamp's light."""
    canvas = Canvas(PINE)
    canvas.shape([(800, 120), (1420, 900), (180, 900)], LEAF)
    canvas.shape([(680, 180), (920, 180), (860, 90), (740, 90)], SUN)
    canvas.line([(800, 0), (800, 92)], CREAM, 8)
    canvas.shape([(800, 560), (360, 500), (330, 740), (800, 810)], PAPER)
    canvas.shape([(800, 560), (1240, 500), (1270, 740), (800, 810)], CREAM)
    for row in range(5):
        y = 560 + row * 38
        canvas.line([(420, y), (740, y + 42)], CLAY, 6)
        canvas.line([(1180, y), (860, y + 42)], CLAY, 6)
    return canvas.png()


def draw_circles() -> bytes:
    """Circles that overlap like people at one table."""
    canvas = Canvas(PAPER)
    seats = 9
    colours = (PINE, SUN, RIVER, LEAF, ROOF, MEADOW, AMBER, DEEP, MIST)
    for seat in range(seats):
        angle = seat * math.tau / seats - 0.5
        x, y = 800 + math.cos(angle) * 430, 450 + math.sin(angle) * 270
        canvas.disc(x, y, 118, colours[seat])
        canvas.disc(x, y - 28, 34, PAPER)
        canvas.box(x - 52, y + 20, 104, 50, PAPER, corner=25)
    canvas.disc(800, 450, 190, CREAM)
    canvas.disc(800, 450, 150, CLAY)
    return canvas.png()


DRAWINGS: dict[str, Callable[[], bytes]] = {
    "pole": draw_fields,
    "reka": draw_river,
    "grad": draw_town,
    "slanchogledi": draw_sunflowers,
    "park": draw_park,
    "konteyneri": draw_bins,
    "kniga-i-svetlina": draw_book,
    "kragove": draw_circles,
}
