import { nameElement } from './name-element.ts'
import type { Page } from './page.ts'

/**
 * Video and audio: started, each quarter played, finished, under the names of Segment's video spec.
 * What was played counts, not where the playhead was dragged to.
 */
export function watchMedia(page: Page): void {
  /** Quarters told, by source. */
  const told = new Map<string, number>()

  const hear = (media: Element) => {
    if (!(media instanceof HTMLMediaElement)) return
    const { currentSrc, currentTime, duration, played, localName } = media
    // Never started; or moving wallpaper, which nobody chose to see.
    if (!played.length || (media.muted && media.loop)) return
    const tell = (quarters: number, what: string) => {
      told.set(currentSrc, quarters)
      page.tell((localName === 'video' ? 'Video' : 'Audio') + what, {
        name: nameElement(media),
        position: Math.round(currentTime),
        total_length: Math.round(duration),
      })
    }
    if (!told.has(currentSrc)) tell(0, ' Playback Started')
    // The last frames of a file are often not counted as played.
    const quarters = Math.floor((secondsOf(played) / duration) * 4 + 0.01)
    if (quarters > (told.get(currentSrc) ?? 0))
      tell(quarters, quarters < 4 ? ' Content Playing' : ' Playback Completed')
  }

  // Four times a second while it plays, and once more at its end.
  page.listen('timeupdate', hear)
  // Started before we came.
  document.querySelectorAll('video, audio').forEach(hear)
}

function secondsOf(ranges: TimeRanges): number {
  let seconds = 0
  for (let i = 0; i < ranges.length; i++) seconds += ranges.end(i) - ranges.start(i)
  return seconds
}
