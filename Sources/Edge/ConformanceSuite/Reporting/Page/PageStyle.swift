/// How the page of a report looks, and what its filter does.
enum PageStyle {
    static let css = """
        :root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --soft: #f4f6f8; --line: #d5dae0;
          --passed: #14713a; --failed: #b3261e; --accepted: #7a4b00; --inconclusive: #5b3e9b; --skipped: #5c6670;
          --green: #e2f5e8; --red: #fbe0de; }
        @media (prefers-color-scheme: dark) { :root { --back: #14171a; --text: #e4e7ea; --soft: #1e2328;
          --line: #3a424a; --passed: #6fd394; --failed: #ff8f86; --accepted: #f0b45b; --inconclusive: #b9a2f2;
          --skipped: #9aa5b0; --green: #123b22; --red: #4b1714; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 75rem; padding: 1rem; background: var(--back); color: var(--text);
          font: 16px/1.5 system-ui, sans-serif; }
        code, pre { font-family: ui-monospace, monospace; font-size: .875em; overflow-wrap: anywhere; }
        pre { background: var(--soft); padding: .5rem; white-space: pre-wrap; }
        nav { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .25rem 1rem;
          align-items: center; padding: .5rem 0; background: var(--back); border-bottom: 1px solid var(--line); }
        nav label { min-height: 2rem; display: inline-flex; align-items: center; gap: .25rem; }
        #search { flex: 1 1 12rem; font: inherit; padding: .25rem .5rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: .5rem 0; }
        dt { color: var(--skipped); }
        dd { margin: 0; overflow-wrap: anywhere; }
        article { border-left: 4px solid var(--line); padding-left: .75rem; margin: 1rem 0; }
        details { border-bottom: 1px solid var(--line); }
        summary { padding: .4rem 0; cursor: pointer; }
        table { width: 100%; border-collapse: collapse; font-size: .9em; }
        th { text-align: left; }
        th, td { padding: .2rem .5rem .2rem 0; vertical-align: top; overflow-wrap: anywhere; }
        tr { border-bottom: 1px solid var(--line); }
        .number { text-align: right; }
        .badge { white-space: nowrap; font-size: .85em; }
        .passed { color: var(--passed); } .failed { color: var(--failed); } .accepted { color: var(--accepted); }
        .inconclusive { color: var(--inconclusive); } .skipped, s { color: var(--skipped); }
        .key { padding: 0 .4rem; } .green { background: var(--green); } .red { background: var(--red); }
        .idle { background: var(--soft); }
        .lines { margin: 0; padding-left: 4rem; }
        .lines code { white-space: pre-wrap; }
        .lines small { color: var(--skipped); margin-left: 1rem; }
        [hidden] { display: none; }
        @media (max-width: 40rem) {
          dl { grid-template-columns: 1fr; }
          thead { display: none; }
          td { display: block; padding: 0; }
          .lines { padding-left: 3rem; }
          .lines small { display: block; margin-left: 0; }
        }
        """

    /// Rows whose verdict is not ticked, or that the words searched for are not in, are hidden; so are rules and files
    /// of which nothing is left.
    static let script = """
        const search = document.getElementById("search");
        const boxes = [...document.querySelectorAll("nav input[type=checkbox]")];
        const show = () => {
          const words = search.value.toLowerCase().split(" ").filter(Boolean);
          const wanted = new Set(boxes.filter(box => box.checked).map(box => box.value));
          const fits = text => words.every(word => text.toLowerCase().includes(word));
          for (const rule of document.querySelectorAll(".rule")) {
            const title = rule.querySelector("summary").textContent;
            let left = 0;
            for (const row of rule.querySelectorAll(".row")) {
              row.hidden = !wanted.has(row.dataset.verdict) || !fits(title + " " + row.textContent);
              if (!row.hidden) left += 1;
            }
            rule.hidden = left === 0;
          }
          for (const row of document.querySelectorAll("article.row"))
            row.hidden = !wanted.has(row.dataset.verdict) || !fits(row.textContent);
          for (const line of document.querySelectorAll(".lines li"))
            line.hidden = words.length > 0 && !fits(line.textContent);
          for (const file of document.querySelectorAll(".file")) {
            const name = file.querySelector("summary").textContent;
            const lines = [...file.querySelectorAll("li")];
            if (words.length > 0 && fits(name)) for (const line of lines) line.hidden = false;
            file.hidden = lines.length > 0 && lines.every(line => line.hidden);
          }
        };
        search.addEventListener("input", show);
        for (const box of boxes) box.addEventListener("change", show);
        """
}
