# SPDX-License-Identifier: Apache-2.0
"""What a Markdown report says when it is rendered is what was meant, and nothing of the repository becomes
markup: markdown_test.py PRINT_REPORT. Rendered by GitHub's own cmark and by markdown-it."""

import html.parser
import random
import re
import subprocess
import sys
import unicodedata
import unittest

import markdown_it

PRINT_REPORT = sys.argv.pop()
SEEDS = range(60)
STRUCTURE = {"h2", "h3", "p", "strong", "em", "code", "pre", "ul", "ol", "li"}
PARTS = ["*", "**", "_", "__", "a_b", "`", "``", "```", "[x](http://y)", "![i](j)", "<b>", "</b>", "<!--", "-->",
         "&lt;", "&#64;", "#1", "# h", "@me", "GH-12", "http://x.y/z", "www.x.y", "me@x.org", "~~", "|", "---", "===",
         "1. ", "2) ", "+ ", "- ", "> ", ": ", "\\", "\\*", "\n", "\n\n", "\t", "    ", " ", "word", "ü", "損", "$x$",
         "\x1b[0m", "\u202e", "\r", "[ ] ", "]: ", "[^1]", "e\u0301", "\xff", "!", "0"]


class Reader(html.parser.HTMLParser):
    """The tags and the text of a rendered document; the text of each block by itself."""

    def __init__(self, document):
        super().__init__()
        self.tags, self.blocks, self.is_code = [], [], False
        self.feed(document)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag in {"p", "h2", "h3", "li", "pre"}:
            self.blocks.append("")

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)

    def handle_comment(self, data):
        self.tags.append("<!--")

    def handle_data(self, data):
        if self.blocks:
            self.blocks[-1] += data


def cmark(text):
    extensions = [word for name in ("table", "strikethrough", "autolink", "footnotes", "tasklist") for word in ("-e", name)]
    command = ["cmark-gfm", "--unsafe", *extensions]
    return subprocess.run(command, input=text.encode(), check=True, capture_output=True).stdout.decode()


def markdown_it_html(text):
    return markdown_it.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)


RENDERERS = {"cmark-gfm": cmark, "markdown-it": markdown_it_html}


def print_report(*arguments, given=b""):
    return subprocess.run([PRINT_REPORT, *arguments], input=given, check=True, capture_output=True).stdout.decode()


def escaped(how, texts):
    given = b"".join(t.encode("utf-8", "surrogateescape") + b"\0" for t in texts)
    return print_report(how, given=given).split("\0")[:-1]


def shown(c):
    if c in " \t\n\r\f\v":
        return " "
    if ord(c) < 0x20:
        return chr(0x2400 + ord(c))
    hidden = unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp", "Cs"}
    return "\u2421" if c == "\x7f" else "\ufffd" if hidden else c


def plain(text):
    """Ticks, joiners and the number of blanks and broken bytes aside."""
    text = re.sub("[`\u2060]", "", text)
    return re.sub("\ufffd+", "\ufffd", re.sub(" +", " ", re.sub("\\s", " ", text))).strip()


def expected(text):
    return plain("".join(map(shown, text)))


def samples(number):
    chance = random.Random(3)
    return ["".join(chance.choice(PARTS) for _ in range(chance.randint(1, 12))) for _ in range(number)]


class Escaping(unittest.TestCase):
    def test_prose_renders_as_it_was_written(self):
        texts = [t for t in samples(1500) if expected(t)]
        for name, render in RENDERERS.items():
            for before, tag in (("Problem: ", "p"), ("### ", "h3"), ("- x ", "li"), ("", "p"), ("- ", "li")):
                document = "\n\n<!-- -->\n\n".join(before + t for t in escaped("escape", texts))
                read = Reader(render(document))
                with self.subTest(renderer=name, before=before):
                    prefix = before.lstrip("#-").lstrip()
                    wanted = [plain(prefix + " " + expected(t)) for t in texts]
                    got = [plain(b) for b in read.blocks]
                    for text, one, other in zip(texts, wanted, got):
                        self.assertEqual(one, other, repr(text))
                    self.assertEqual(len(wanted), len(got))
                    self.assertLessEqual(set(read.tags), {tag, "ul", "code", "<!--"})

    def test_code_renders_as_it_was_written(self):
        texts = [t for t in samples(1500) if "\n" not in t and t.strip(" ")]
        for name, render in RENDERERS.items():
            document = "\n\n".join("x " + t for t in escaped("code", texts))
            read = Reader(render(document))
            with self.subTest(renderer=name):
                self.assertEqual(set(read.tags), {"p", "code"})
                for text, block in zip(texts, read.blocks):
                    wanted = "".join(shown(c) if c not in "\t\r" else chr(0x2400 + ord(c)) for c in text)
                    collapsed = re.sub("\ufffd+", "\ufffd", "x " + wanted)
                    self.assertEqual(re.sub("\ufffd+", "\ufffd", block.rstrip("\n")), collapsed, repr(text))

    def test_mentions_references_and_links_are_only_text(self):
        text, = escaped("escape", ["ask @all, see #12, GH-3, me@x.org, http://x.y and www.x.y"])
        self.assertNotRegex(text, r"@\w|#\d|GH-\d")
        self.assertNotIn("<a", cmark(text))


class Reports(unittest.TestCase):
    def test_the_structure_is_the_same_whatever_the_text(self):
        for seed in ("sample", "clean", *SEEDS):
            report = print_report("markdown", str(seed))
            for name, render in RENDERERS.items():
                with self.subTest(seed=seed, renderer=name):
                    read = Reader(render(report))
                    self.assertLessEqual(set(read.tags), STRUCTURE)
                    self.assertEqual(read.tags.count("h2"), 8)
                    issues = read.tags.count("h3") - 5
                    self.assertLessEqual(issues, {"sample": 3, "clean": 0}.get(seed, 2))

    def test_sections_come_in_the_order_of_the_checklist_s_format(self):
        headings = [line[3:] for line in print_report("markdown", "sample").splitlines() if line.startswith("## ")]
        self.assertEqual(headings, ["Summary", "Critical Issues", "High Priority", "Medium Priority", "Low Priority",
                                    "Positive Observations", "Recommendations", "Checklist"])

    def test_every_bullet_of_the_checklist_has_a_status(self):
        report = print_report("markdown", "clean")
        bullets = re.findall(r"^- \*\*([CSPQT]\d+)\*\* .* — \*([a-z ]+)\*", report, re.MULTILINE)
        self.assertEqual(len(bullets), 51)
        self.assertEqual(len({item for item, _ in bullets}), 51)


if __name__ == "__main__":
    unittest.main()
