/*
 * A small shop's front page: a heading, a hero, two dozen products. The probe in its head notes when the
 * hero's new content is in the document, and when it can be seen.
 */

const products = ['Arc lamp', 'Wool throw', 'Clay bowl', 'Oak stool', 'Linen sheet', 'Fern pot']

export const styles = `body{font:16px/1.5 sans-serif;margin:0 auto;max-width:60rem;padding:1rem}
nav a{margin-right:1rem}.hero{min-height:16rem;background:#eef;padding:2rem;border-radius:1rem}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(12rem,1fr));gap:1rem}
article{border:1px solid #ccd;border-radius:.5rem;padding:1rem}svg{width:100%;height:8rem}`

/** What the probe has seen, in ms since the page's navigation began. */
export interface Probe {
  /** When the hero held other words than its own. */
  content?: number
  /** When a frame with them was visible. */
  visible?: number
  longTasks: number[]
}

const probe = `window.probe={longTasks:[]};
new PerformanceObserver(l=>{for(const e of l.getEntries())probe.longTasks.push(e.duration)}).observe({type:'longtask',buffered:true});
new MutationObserver((_,o)=>{const s=document.getElementById('hero');if(!s||!s.textContent.includes('Chosen for you'))return;
o.disconnect();probe.content=performance.now();
const look=t=>s.checkVisibility({opacityProperty:true})?probe.visible=performance.now():requestAnimationFrame(look);requestAnimationFrame(look)
}).observe(document,{subtree:true,childList:true,characterData:true});`

const card = (
  name: string,
  n: number
) => `<article><svg viewBox="0 0 60 40" role="img" aria-label="">
<rect width="60" height="40" fill="hsl(${n * 37} 30% 80%)"/><circle cx="${10 + (n % 5) * 9}" cy="20" r="9" fill="#fff"/></svg>
<h3>${name} ${n}</h3><p>Made to last, and sent within a day.</p><p>€ ${19 + n * 3}</p><button>Put in the cart</button></article>`

/** The page, with what a contestant puts into its head. */
export const pageOf = (head: string): string => `<!doctype html><html lang="en"><head>
<meta charset="utf-8"><title>Shop</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><script>${probe}</script>${head}<link rel="stylesheet" href="/styles.css"></head><body>
<nav><a href="/page/new">New</a><a href="/page/living">Living</a><a href="/page/garden">Garden</a></nav>
<main><section class="hero" id="hero" data-attune-slot="hero"><h1>Calm things for the home</h1><p>See the living room.</p></section>
<h2>This week</h2><div class="grid">${Array.from({ length: 24 }, (_, n) => card(products[n % products.length] ?? '', n)).join('')}</div></main>
<footer><p>Free returns for thirty days.</p></footer></body></html>`
