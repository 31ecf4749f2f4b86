import UPlot from 'uplot'

/** Draws a line into an element, in the colours that the style sheet gives to it. */
export function drawChart(host: HTMLElement, data: UPlot.AlignedData): UPlot {
  // A canvas knows no custom properties: the element's own colours carry them, resolved.
  const { color, borderTopColor, outlineColor } = getComputedStyle(host)
  const axis = {
    stroke: outlineColor,
    font: '11px system-ui, sans-serif',
    ticks: { show: false },
  }
  return new UPlot(
    {
      width: host.clientWidth,
      height: host.clientHeight,
      cursor: { y: false },
      padding: [8, 8, 0, 0],
      legend: { show: false },
      scales: { y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] } },
      axes: [
        {
          ...axis,
          grid: { show: false },
          size: 22,
          space: 90,
          values: (_, ticks) =>
            ticks.map((at) =>
              new Date(at * 1_000).toLocaleTimeString('en', {
                hour: '2-digit',
                minute: '2-digit',
                hour12: false,
              })
            ),
        },
        {
          ...axis,
          size: 38,
          space: 36,
          grid: { stroke: borderTopColor, width: 1 },
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000],
        },
      ],
      series: [{}, { stroke: color, width: 2, points: { show: false } }],
    },
    data,
    host
  )
}
