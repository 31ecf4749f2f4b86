import { defineConfig } from 'attune/config'

/** What repeats is written once: a department, its picture and its words. */
const departments = {
  bedding: 'Sleep in linen',
  lighting: 'Good light, long evenings',
  kitchen: 'A kitchen for every day',
}

const heroes = Object.fromEntries(
  Object.entries(departments).map(([department, text]) => [
    `hero-${department}`,
    {
      description: `The home page opens with ${department} for people who look at it most.`,
      slots: ['home-hero'],
      when: { 'traits.favouriteCategory': department },
      tags: ['inspiration'],
      variants: { main: { content: { type: 'text' as const, text } } },
    },
  ])
)

export default defineConfig({
  name: 'Rules as code',
  timezone: 'Europe/Berlin',
  slots: {
    'home-hero': { page: { 'page.path': '/' }, default: 'Calm things for the home' },
  },
  traits: {
    favouriteCategory: {
      description: 'The department this person looks at most.',
      compute: 'favourite',
      event: 'Product Viewed',
      of: 'properties.category',
      halfLife: '7d',
    },
  },
  actions: heroes,
  suppressions: {
    'open-complaint': {
      description: 'Nobody with an open complaint is inspired.',
      when: { 'care.active': true },
      tags: ['inspiration'],
    },
  },
})
