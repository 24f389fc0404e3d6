// The search of a copy of the registry. It reads the words it needs from small files beside its page, as scripts, because
// these also load where a folder is opened without any server.
(() => {
  const form = document.getElementById("finder");
  const status = document.getElementById("found");
  const list = document.getElementById("hits");
  const more = document.getElementById("more");
  const kind = document.getElementById("kind");
  const words = form.dataset;
  const kinds = words.kinds.split(";");
  const PAGE = 20;
  const MOST_WORDS = 8;
  const letters = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", þ: "th", ı: "i" };
  const known = new Map();
  let found = [];
  let wanted = [];
  let shown = 0;
  let asking = 0;

  // What a data file calls: it hands over what it holds.
  window.registry = (name, data) => known.set(name, data);

  const loading = new Map();
  function load(name) {
    if (!loading.has(name)) {
      loading.set(
        name,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = `${name}.js`;
          script.onload = () => resolve(known.get(name));
          script.onerror = reject;
          document.head.append(script);
        }),
      );
    }
    return loading.get(name);
  }

  // As ifiso/text.py folds: no case, accents or punctuation, British -is- as -iz-.
  function fold(text) {
    const plain = text
      .toLowerCase()
      .replace(/[łøđßæœþı]/g, (letter) => letters[letter])
      .normalize("NFKD")
      .replace(/\p{M}/gu, "");
    return plain
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .replace(/is(?=ation|ations|ational|e|ed|es|ing)/g, "iz")
      .trim();
  }

  const shardOf = (word) => [...word].slice(0, 2).map((letter) => (/[a-z0-9]/.test(letter) ? letter : letter.codePointAt(0).toString(16))).join("");

  async function wordsBeginning(start, index) {
    const first = shardOf(start);
    const names = [...start].length > 1 ? index.shards.filter((name) => name === first) : index.shards.filter((name) => name.startsWith(first));
    const shards = await Promise.all(names.map((name) => load(`words/${name}`)));
    return shards.flatMap(Object.entries).filter(([word]) => word.startsWith(start));
  }

  function distance(one, other) {
    let row = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      }
      row = next;
    }
    return row[other.length];
  }

  async function nearest(word, index) {
    if (word.length < 4) return [];
    const near = (await wordsBeginning(word[0], index))
      .filter(([other]) => Math.abs(other.length - word.length) < 3)
      .map((entry) => [distance(word, entry[0]), entry])
      .filter(([steps]) => steps <= (word.length < 6 ? 1 : 2))
      .sort(([one, a], [other, b]) => one - other || b[1].length + b[2] - a[1].length - a[2]);
    return near.filter(([steps]) => steps === near[0][0]).slice(0, 2).map(([, entry]) => entry);
  }

  // Each word of the query: in which things it stands, in which titles, and in which of these as a whole word.
  function reading(word, entries) {
    const anywhere = new Set();
    const begun = new Set();
    const whole = new Set();
    for (const [other, [titles, texts]] of entries) {
      for (const thing of texts) anywhere.add(thing);
      for (const thing of titles) {
        anywhere.add(thing);
        begun.add(thing);
        if (other === word) whole.add(thing);
      }
    }
    return { anywhere, begun, whole };
  }

  // As meetings/search/ranking.py counts.
  function score(thing, readings, index) {
    const begun = readings.filter((one) => one.begun.has(thing)).length;
    const whole = readings.filter((one) => one.whole.has(thing)).length;
    const points = 800 * whole + 400 * begun;
    const share = (points * 3) / (4 * Math.max(parseInt(index.lengths[thing], 36), 1));
    return points + share + (points ? index.weights[parseInt(index.kinds[thing], 36)] : 0);
  }

  async function find(query, index) {
    const asked = [...new Set(fold(query).split(" ").filter(Boolean))].slice(0, MOST_WORDS);
    const corrected = [];
    wanted = [];
    const readings = [];
    for (const word of asked) {
      let entries = await wordsBeginning(word, index);
      const read = entries.length ? [word] : [];
      if (!entries.length) {
        entries = await nearest(word, index);
        read.push(...entries.map(([other]) => other));
        corrected.push(...read);
      }
      wanted.push(word, ...read);
      readings.push(reading(read[0] ?? word, entries));
    }
    const [first, ...rest] = readings;
    const things = first ? [...first.anywhere].filter((thing) => rest.every((one) => one.anywhere.has(thing))) : [];
    const scored = things.map((thing) => [score(thing, readings, index), thing]);
    return { things: scored.sort(([one, a], [other, b]) => other - one || a - b).map(([, thing]) => thing), corrected, asked };
  }

  const element = (name, className, text = "") => Object.assign(document.createElement(name), { className, textContent: text });

  function marked(text) {
    const paragraph = element("p", "excerpt");
    text.split(" ").forEach((word, place) => {
      if (place) paragraph.append(" ");
      const folded = fold(word).split(" ");
      const isWanted = folded.some((part) => wanted.some((one) => part.startsWith(one)));
      paragraph.append(isWanted ? element("mark", "", word) : word);
    });
    return paragraph;
  }

  function item([number, title, where, address, text, isDemo]) {
    const line = document.createElement("li");
    const what = element("p", "kind", kinds[number]);
    if (isDemo) what.append(" ", element("span", "demo-mark", words.demo));
    const link = Object.assign(element("a", "title", title), { href: address });
    line.append(what, link);
    if (where) line.append(element("p", "where", where));
    if (text) line.append(marked(text));
    return line;
  }

  // A folded word as the results write it.
  function asWritten(word) {
    const written = [...list.querySelectorAll(".title, .excerpt")].flatMap((part) => part.textContent.split(/[^\p{L}\p{N}]+/u));
    return (written.find((one) => fold(one) === word) ?? word).toLowerCase();
  }

  async function showMore(index) {
    const next = found.slice(shown, shown + PAGE);
    const shards = await Promise.all(next.map((thing) => load(`things/${Math.floor(thing / index.size)}`)));
    list.append(...next.map((thing, place) => item(shards[place][thing % index.size])));
    shown += next.length;
    more.hidden = shown >= found.length;
  }

  async function search() {
    asking += 1;
    const turn = asking;
    const query = form.elements.q.value;
    const index = await load("index");
    const { things, corrected, asked } = await find(query, index);
    if (turn !== asking) return;
    found = kind.value ? things.filter((thing) => index.kinds[thing] === Number(kind.value).toString(36)) : things;
    shown = 0;
    list.replaceChildren();
    list.hidden = !found.length;
    more.hidden = true;
    await showMore(index);
    const count = found.length === 1 ? words.one : words.many.replace("#", found.length);
    const read = corrected.length ? ` · ${words.read} ${corrected.map(asWritten).join(", ")}` : "";
    status.textContent = !asked.length ? "" : found.length ? count + read : words.none;
  }

  function remember() {
    const query = form.elements.q.value;
    try {
      history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    } catch {
      // A folder that is opened as files has no addresses to remember.
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember();
    search();
  });
  kind.addEventListener("change", search);
  more.addEventListener("click", () => load("index").then(showMore));
  form.hidden = false;
  form.elements.q.value = new URLSearchParams(location.search).get("q") ?? "";
  if (form.elements.q.value) search();
  else form.elements.q.focus();
})();
