import { html } from 'lit'
import { Element, define } from 'app/element.js'

const COLOURS = ['accent', 'quiet', 'line', 'good', 'info', 'bad']
const HEIGHT_PX = 190

/**
 * A chart by uPlot. `make(ink)` gives its options once; `ink(name)` is a colour as it is at the moment, light or dark.
 * What it shows is told in words by `label`.
 */
class Chart extends Element {
  static properties = { data: { attribute: false }, make: { attribute: false }, label: {} }

  connectedCallback() {
    super.connectedCallback()
    const size = new ResizeObserver(() => this.plot?.setSize({ width: this.clientWidth, height: HEIGHT_PX }))
    size.observe(this)
    const scheme = matchMedia('(prefers-color-scheme: dark)'), repaint = () => this.plot?.redraw(false, true)
    scheme.addEventListener('change', repaint)
    const theme = new MutationObserver(repaint)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    this.onLeave(() => {
      size.disconnect()
      theme.disconnect()
      scheme.removeEventListener('change', repaint)
      this.plot?.destroy()
      this.plot = undefined
    })
  }

  ink(name) { return getComputedStyle(this.querySelector('.ink-' + name)).color }

  updated(changed) {
    if (!this.plot) {
      const size = { width: Math.max(100, this.clientWidth), height: HEIGHT_PX }
      this.plot = new uPlot({ ...size, legend: { show: false }, ...this.make(name => this.ink(name)) }, this.data,
        this.querySelector('.plot'))
    } else if (changed.has('data')) {
      this.plot.setData(this.data)
    }
  }

  render() {
    return html`<div role="img" aria-label=${this.label}><div class="plot"></div>
      ${COLOURS.map(name => html`<i class="ink-${name}" hidden></i>`)}</div>`
  }
}

define('trading-chart', Chart)

const axes = (ink, y) => [
  { stroke: () => ink('quiet'), grid: { stroke: () => ink('line'), width: 1 }, ticks: { show: false } },
  { stroke: () => ink('quiet'), grid: { stroke: () => ink('line'), width: 1 }, ticks: { show: false }, size: 74, ...y },
]

const amount = value => value.toLocaleString(undefined, { maximumFractionDigits: 2 })

/** With room around the line, also around one that is flat. */
const around = (_, least, most) => {
  if (least === null) return [0, 1]
  const room = (most - least || most) * 0.1
  return [least - room, most + room]
}

/** One line over time, in money. */
export const valueChart = ink => ({
  scales: { y: { range: around } },
  axes: axes(ink, { values: (_, marks) => marks.map(amount) }),
  series: [{}, { stroke: () => ink('accent'), width: 2, points: { size: 5, fill: () => ink('accent') } }],
})

/** A lane for each kind of event. */
export const timelineChart = (lanes, colours) => ink => ({
  cursor: { show: false },
  scales: { y: { range: [-0.6, lanes.length - 0.4] } },
  axes: axes(ink, { splits: () => lanes.map((_, i) => i), values: () => lanes }),
  series: [{}, ...colours.map(name => ({
    paths: () => null,
    points: { show: true, size: 8, stroke: () => ink(name), fill: () => ink(name) },
  }))],
})
