import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type uPlot from 'uplot'

/** A line of figures over time, minute by minute; the same as a table for those who read. */
export function Chart({
  label,
  minutes,
  values,
}: {
  label: string
  minutes: readonly number[]
  values: readonly number[]
}) {
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(undefined)
  const isDrawn = useSignal(false)
  const data = useRef<uPlot.AlignedData>([[], []])
  data.current = [minutes.map((at) => at / 1_000), [...values]]
  useEffect(() => {
    let isHere = true
    let watcher: ResizeObserver | undefined
    void import('./draw-chart.ts').then(({ drawChart }) => {
      const { current } = host
      if (!current || !isHere) return
      plot.current = drawChart(current, data.current)
      isDrawn.value = true
      watcher = new ResizeObserver(() =>
        plot.current?.setSize({ width: current.clientWidth, height: current.clientHeight })
      )
      watcher.observe(current)
    })
    return () => {
      isHere = false
      watcher?.disconnect()
      plot.current?.destroy()
    }
  }, [])
  useEffect(() => plot.current?.setData(data.current), [minutes, values])
  return (
    <>
      <div class="chart" ref={host} aria-hidden="true" aria-busy={!isDrawn.value} />
      <details class="numbers">
        <summary class="quiet">As a table</summary>
        <div class="scroll">
          <table>
            <caption class="sr">{label}, by minute</caption>
            <thead>
              <tr>
                <th scope="col">Minute</th>
                <th scope="col" class="number">
                  {label}
                </th>
              </tr>
            </thead>
            <tbody>
              {minutes.map((at, i) =>
                values[i] ? (
                  <tr key={at}>
                    <td>{timeOf(at)}</td>
                    <td class="number">{values[i].toLocaleString('en')}</td>
                  </tr>
                ) : null
              )}
            </tbody>
          </table>
        </div>
      </details>
    </>
  )
}

const timeOf = (at: number) =>
  new Date(at).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hour12: false })
