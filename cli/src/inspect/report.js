"use strict";
(() => {
  // A block is an edge case if its score is at most this far from the threshold.
  const EDGE = 0.15;
  // If no block is, the nearest ones count instead, this many.
  const NEAREST = 5;
  // Longer runs of dropped blocks are folded, except for this many at each end.
  const RUN = 12;
  const ENDS = 3;
  const byId = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const controls = byId("controls");
  const reasons = JSON.parse(byId("reasons").textContent);
  const blocks = all(".block");
  const bars = all(".bar");
  const units = all(".unit");
  let current = null;
  let edges = [];
  let edge = -1;
  // The blocks that the reader has unfolded.
  const unfolded = new Set();

  const scorer = () => controls.elements.scorer.value;
  const scoreOf = (block) => Number(block.dataset[scorer()]);
  const threshold = () => Number(controls.dataset[scorer() + "Threshold"]);
  const distance = (block) => Math.abs(scoreOf(block) - threshold());
  const visible = () => blocks.filter((block) => !block.hidden && !block.classList.contains("folded"));

  const filters = {
    all: () => true,
    kept: (block) => block.dataset.kept === "true",
    dropped: (block) => block.dataset.kept === "false",
    edge: (block) => distance(block) <= EDGE,
    disputed: (block) => block.dataset.modelKept !== block.dataset.densityKept,
  };

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function filter() {
    const passes = filters[controls.elements.filter.value];
    const wanted = byId("search").value.trim().toLowerCase();
    let shown = 0;
    for (const block of blocks) {
      const found = () =>
        block.querySelector(".excerpt").textContent.toLowerCase().includes(wanted) ||
        block.querySelector(".path").textContent.toLowerCase().includes(wanted);
      block.hidden = !passes(block) || (wanted !== "" && !found());
      if (!block.hidden) shown += 1;
    }
    byId("shown").textContent = shown + " of " + blocks.length;
    byId("none").hidden = shown > 0;
    fold(controls.elements.filter.value === "all" && wanted === "");
    hideUnits();
    if (current && current.hidden) mark(null);
  }

  // A unit is shown as long as one of its blocks is.
  function hideUnits() {
    const shownBefore = [0];
    for (const block of blocks) {
      const isShown = !block.hidden && !block.classList.contains("folded");
      shownBefore.push(shownBefore.at(-1) + Number(isShown));
    }
    for (const unit of units) {
      unit.hidden = shownBefore[Number(unit.dataset.end)] === shownBefore[Number(unit.dataset.first)];
    }
  }

  // Replaces the middle of each long run of dropped blocks by one line.
  function fold(wanted) {
    for (const line of all(".fold")) line.remove();
    for (const block of blocks) block.classList.remove("folded");
    if (!wanted) return;
    let run = [];
    for (const block of [...blocks, null]) {
      if (block && block.dataset.kept === "false" && !unfolded.has(block)) {
        run.push(block);
        continue;
      }
      if (run.length > RUN) foldRun(run.slice(ENDS, -ENDS));
      run = [];
    }
  }

  function foldRun(run) {
    for (const block of run) block.classList.add("folded");
    const line = element("li", "fold");
    const button = element("button", "", run.length + " dropped blocks");
    button.type = "button";
    button.addEventListener("click", () => unfold(run));
    line.append(button);
    run[0].before(line);
  }

  function unfold(run) {
    for (const block of run) unfolded.add(block);
    filter();
    go(run[0], false);
  }

  // The run of a folded block.
  function runOf(block) {
    const at = blocks.indexOf(block);
    const isFolded = (index) => blocks[index]?.classList.contains("folded");
    let [begin, end] = [at, at + 1];
    while (isFolded(begin - 1)) begin -= 1;
    while (isFolded(end)) end += 1;
    return blocks.slice(begin, end);
  }

  function judgeBy(name) {
    for (const part of [...blocks, ...bars]) {
      part.dataset.level = Math.round(Number(part.dataset[name]) * 10);
      part.dataset.kept = part.dataset[name + "Kept"];
    }
    for (const block of blocks) {
      block.querySelector(".score").textContent = Number(block.dataset[name]).toFixed(2);
      block.querySelector(".verdict").textContent =
        block.dataset.kept === "true" ? "kept" : "dropped";
    }
    for (const unit of units) {
      unit.dataset.level = Math.round(Number(unit.dataset[name]) * 10);
      unit.querySelector(".score").textContent = Number(unit.dataset[name]).toFixed(2);
      const share = unit.dataset[name + "Share"];
      unit.querySelector(".share").textContent = share;
      unit.classList.toggle("decides", share.includes("decides"));
    }
    for (const part of all("[data-of]")) part.hidden = part.dataset.of !== name;
    const within = blocks.filter(filters.edge).length;
    edges = blocks.toSorted((a, b) => distance(a) - distance(b)).slice(0, within || NEAREST);
    edge = -1;
    byId("edge").textContent = (within || "none") + " within ±" + EDGE;
    filter();
    for (const block of blocks) if (block.querySelector("details").open) explain(block);
    if (current) markParagraph(current);
  }

  // Reasons are written when a block is opened, as a page may have thousands of blocks.
  function explain(block) {
    const why = block.querySelector(".why");
    why.querySelector(".reasons")?.remove();
    const { up, down, rest } = reasons[scorer()][blocks.indexOf(block)];
    const table = element("table", "reasons");
    table.append(
      element("caption", "", "What " + sees[scorer()] + ", and what that adds to the log-odds of main content"),
    );
    const greatest = Math.max(0.001, ...[...up, ...down].map(([, , change]) => Math.abs(change)));
    const row = (name, meaning, value, change) => {
      const line = table.insertRow();
      const head = element("th");
      head.scope = "row";
      head.append(element("code", "", name), element("span", "meaning", meaning.replaceAll("`", "")));
      line.append(head, element("td", "number", String(value).replace("-", "−")));
      line.append(element("td", "number", (change < 0 ? "−" : "+") + Math.abs(change).toFixed(2)));
      const push = element("span", change < 0 ? "push down" : "push");
      push.style.width = Math.min(100, (100 * Math.abs(change)) / greatest) + "%";
      const cell = element("td", "pushes");
      cell.append(push);
      line.append(cell);
    };
    const listed = [...up, ...down].sort((a, b) => Math.abs(b[2]) - Math.abs(a[2]));
    for (const [feature, value, change] of listed) row(...reasons.features[feature], value, change);
    if (rest[0] > 0) row("others", rest[0] + " features of less weight, added up", "", rest[1]);
    why.append(table);
  }

  // What the reasons of a scorer mean.
  const sees = {
    model: "sets it apart from the model's mean",
    density: "counts in the formula",
  };
  const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

  const startOf = (block) => letters(block.querySelector(".excerpt").textContent).slice(0, 40);

  // Finds a block's text in the Markdown: by its letters, since markup differs, and
  // counted, since pages repeat themselves.
  function markParagraph(block) {
    for (const paragraph of all(".markdown p.current")) paragraph.classList.remove("current");
    const start = startOf(block);
    if (block.dataset.kept !== "true" || start === "") return;
    const same = blocks.filter((one) => one.dataset.kept === "true" && startOf(one).startsWith(start));
    const pane = document.querySelector(".markdown:not([hidden])");
    const places = [...pane.children].filter((one) => letters(one.textContent).includes(start));
    const paragraph = places[Math.min(same.indexOf(block), places.length - 1)];
    if (!paragraph) return;
    paragraph.classList.add("current");
    pane.scrollTop = paragraph.offsetTop - pane.offsetTop - pane.clientHeight / 3;
  }

  // The reverse: the block that a paragraph of the Markdown begins with.
  function blockOf(paragraph) {
    const text = letters(paragraph.textContent);
    const found = blocks
      .filter((one) => one.dataset.kept === "true" && startOf(one) !== "")
      .map((one) => ({ one, at: text.indexOf(startOf(one)) }))
      .filter(({ at }) => at >= 0);
    const first = Math.min(...found.map(({ at }) => at));
    const begin = found.filter(({ at }) => at === first).map(({ one }) => one);
    const before = [...paragraph.parentElement.children];
    const same = before.filter((one) => letters(one.textContent) === text);
    return begin[Math.min(same.indexOf(paragraph), begin.length - 1)];
  }

  function mark(block) {
    for (const part of all(".block.current, .bar.current")) part.classList.remove("current");
    current = block;
    if (!block) return;
    block.classList.add("current");
    bars[blocks.indexOf(block)].classList.add("current");
    markParagraph(block);
  }

  function go(block, open) {
    if (!block) return;
    if (block.hidden) {
      controls.elements.filter.value = "all";
      byId("search").value = "";
      filter();
    }
    if (block.classList.contains("folded")) {
      for (const one of runOf(block)) unfolded.add(one);
      filter();
    }
    mark(block);
    if (open) {
      block.querySelector("details").open = true;
      explain(block);
    }
    block.querySelector("summary").focus({ preventScroll: true });
    block.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const list = visible();
    const at = list.indexOf(current);
    go(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by], false);
  }

  function stepEdge(by) {
    if (edges.length === 0) return;
    edge = edge < 0 && by < 0 ? edges.length - 1 : (edge + by + edges.length) % edges.length;
    byId("edge").textContent =
      edge + 1 + " of " + edges.length + ": " + scoreOf(edges[edge]).toFixed(2) + " at " + threshold().toFixed(2);
    go(edges[edge], true);
  }

  function choose(group, value) {
    controls.elements[group].value = value;
    if (group === "scorer") judgeBy(value);
    else filter();
  }

  function turnTheme() {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    e: () => stepEdge(1),
    E: () => stepEdge(-1),
    s: () => choose("scorer", scorer() === "model" ? "density" : "model"),
    t: turnTheme,
    "/": () => byId("search").focus(),
  };
  Object.keys(filters).forEach((name, index) => {
    keys[index + 1] = () => choose("filter", name);
  });

  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.addEventListener("change", (event) => {
    if (event.target.name === "scorer") judgeBy(scorer());
    else filter();
  });
  byId("search").addEventListener("input", filter);
  byId("theme").addEventListener("click", turnTheme);
  byId("edge-next").addEventListener("click", () => stepEdge(1));
  byId("edge-previous").addEventListener("click", () => stepEdge(-1));
  byId("strip").addEventListener("click", (event) => {
    const bar = event.target.closest(".bar");
    if (bar) go(blocks[Number(bar.dataset.index)], true);
  });
  for (const pane of all(".markdown")) {
    pane.addEventListener("click", (event) => {
      const paragraph = event.target.closest("p");
      if (paragraph && String(getSelection()) === "") go(blockOf(paragraph), true);
    });
  }
  for (const block of blocks) {
    block.querySelector("summary").addEventListener("click", () => {
      explain(block);
      mark(block);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.id === "search") {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  judgeBy(scorer());
  // Starts at the content; what comes before it is seen by scrolling up.
  const first = blocks.find(filters.kept);
  if (first) {
    mark(first);
    first.scrollIntoView({ block: "start" });
  }
})();
