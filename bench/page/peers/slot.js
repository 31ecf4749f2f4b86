/** Puts a text into the hero as soon as there is one, as the owner of the page would. */
export const fillHero = (text) => {
  const fill = () => {
    const heading = document.createElement('h1')
    heading.textContent = text
    document.getElementById('hero').replaceChildren(heading)
  }
  if (document.getElementById('hero')) fill()
  else document.addEventListener('DOMContentLoaded', fill)
}
