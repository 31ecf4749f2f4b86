import type { ComponentChildren } from 'preact'

/** Where one is, what it is for, and what can be done with all of it. */
export function Head({
  title,
  words,
  up,
  children,
}: {
  title: string
  words?: ComponentChildren
  /** Name and address of what this belongs to. */
  up?: readonly [name: string, href: string]
  children?: ComponentChildren
}) {
  return (
    <header class="head">
      <div>
        {up && (
          <p>
            <a href={up[1]}>{up[0]}</a>
          </p>
        )}
        <h1>{title}</h1>
        {words && <p>{words}</p>}
      </div>
      {children && <div class="row">{children}</div>}
    </header>
  )
}
