// Draws a card. All that people wrote goes in as text, never as markup.

import { timeNode } from "./times.js";

/** An element with a class and children; strings become text. */
export function make(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** `press` is called with a button's data; `me` is the name that is marked where it is mentioned. */
export function cardNode(card, me, press) {
  const node = make("div", "card");
  if (card.title) node.append(make("h3", "", card.title));
  node.append(...card.blocks.map((block) => blockNode(block, me)));
  if (card.buttons.length) {
    node.append(make("div", "buttons", ...card.buttons.map((button) => buttonNode(button, press))));
  }
  return node;
}

/** The same as one plain line, to be read out. */
export function cardText(card) {
  const said = card.blocks.flatMap(blockTexts).join(" ");
  return [card.title, said].filter(Boolean).join(". ");
}

function buttonNode(button, press) {
  const node = make("button", button.main ? "main" : "", button.label);
  node.type = "button";
  node.dataset.button = `${button.group} ${button.verb} ${button.args} ${button.form} ${button.label}`;
  node.addEventListener("click", async () => {
    if (node.getAttribute("aria-disabled") === "true") return;
    node.setAttribute("aria-disabled", "true"); // stays in focus, unlike a disabled one
    await press(button);
    node.removeAttribute("aria-disabled");
  });
  return node;
}

function blockNode(block, me) {
  switch (block.type) {
    case "fields":
      return make("dl", "", ...block.pairs.map(([label, spans]) => pairNode(label, spans, me)));
    case "lines":
      return make(
        block.numbered ? "ol" : "ul",
        "",
        ...block.lines.map((spans) => make("li", "", ...spanNodes(spans, me))),
      );
    case "quote":
      return quoteNode(block, me);
    default:
      return make("p", "", ...spanNodes(block.spans ?? [], me));
  }
}

const pairNode = (label, spans, me) =>
  make("div", "", make("dt", "", label), make("dd", "", ...spanNodes(spans, me)));

function quoteNode(block, me) {
  const head = make("figcaption", "", mention(block.by, me));
  if (block.kind) head.append(make("span", "kind", block.kind));
  if (block.note) head.append(make("span", "note", block.note));
  return make("figure", "", head, make("blockquote", "", block.text));
}

const spanNodes = (spans, me) => spans.map((span) => spanNode(span, me));

function spanNode(span, me) {
  switch (span.type) {
    case "mention":
      return mention(span.who, me);
    case "bold":
      return make("strong", "", span.text);
    case "when":
      return timeNode(span.at, span.style);
    case "feed":
      return feedNode(span);
    default:
      return document.createTextNode(span.text);
  }
}

function feedNode(span) {
  if (!span.href) return document.createTextNode(span.text);
  const link = make("a", "feed", new URL(span.href, location.href).href);
  link.href = link.textContent;
  return link;
}

const mention = (who, me) => make(who === me ? "mark" : "span", "mention", `@${who}`);

function blockTexts(block) {
  switch (block.type) {
    case "fields":
      return block.pairs.map(([label, spans]) => `${label}: ${plain(spans)}`);
    case "lines":
      return block.lines.map(plain);
    case "quote":
      return [`${block.by}: ${block.text}`];
    default:
      return [plain(block.spans ?? [])];
  }
}

const plain = (spans) =>
  spans
    .map((span) => {
      if (span.type === "mention") return span.who;
      return span.type === "when" ? timeNode(span.at, span.style).textContent : span.text;
    })
    .join("");
