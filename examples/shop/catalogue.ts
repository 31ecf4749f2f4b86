/** A part of the shop. */
export interface Category {
  id: string
  name: string
  words: string
}

/** Something the shop sells. */
export interface Product {
  id: string
  name: string
  category: string
  /** In euro. */
  price: number
  words: string
  details: string[]
  /** What else is bought with it. */
  goesWith: string[]
}

/** The parts of the shop, in the order of its menu. */
export const categories: Category[] = [
  { id: 'bedding', name: 'Bedding', words: 'Linen and wool that get better with every wash.' },
  { id: 'lighting', name: 'Lighting', words: 'Warm light for long evenings.' },
  { id: 'kitchen', name: 'Kitchen', words: 'Made to be used every day, for decades.' },
  { id: 'living', name: 'Living room', words: 'Quiet things to come home to.' },
]

/** Everything the shop sells. */
export const products: Product[] = [
  {
    id: 'linen-duvet-set',
    name: 'Linen duvet set',
    category: 'bedding',
    price: 129,
    words: 'Stone-washed linen, soft from the first night and softer every year.',
    details: ['100 % European flax', 'Duvet cover and two pillowcases', 'Washes at 60 °C'],
    goesWith: ['linen-curtains', 'feather-pillow', 'mushroom-table-lamp'],
  },
  {
    id: 'wool-throw',
    name: 'Wool throw',
    category: 'bedding',
    price: 79,
    words: 'A heavy throw woven from the wool of one valley’s sheep.',
    details: ['100 % wool, undyed warp', '130 × 180 cm', 'Mended free of charge for ten years'],
    goesWith: ['reading-chair', 'glass-lantern', 'feather-pillow'],
  },
  {
    id: 'feather-pillow',
    name: 'Feather pillow',
    category: 'bedding',
    price: 45,
    words: 'Full, but not stubborn. It stays where you put it.',
    details: ['Responsibly sourced feather and down', '50 × 70 cm', 'Cotton shell'],
    goesWith: ['linen-duvet-set', 'wool-throw', 'waffle-towels'],
  },
  {
    id: 'waffle-towels',
    name: 'Waffle towels, set of 3',
    category: 'bedding',
    price: 39,
    words: 'Thin, thirsty and dry again before breakfast is over.',
    details: ['Organic cotton', 'Three sizes', 'Washes at 60 °C'],
    goesWith: ['stoneware-planter', 'linen-duvet-set', 'oak-side-table'],
  },
  {
    id: 'paper-pendant',
    name: 'Paper pendant',
    category: 'lighting',
    price: 89,
    words: 'Hand-laid paper over bamboo: a full moon, in your kitchen.',
    details: ['Ø 50 cm', 'E27, up to 15 W LED', 'Folds flat for moving house'],
    goesWith: ['oak-board', 'mushroom-table-lamp', 'speckled-mugs'],
  },
  {
    id: 'arc-floor-lamp',
    name: 'Arc floor lamp',
    category: 'lighting',
    price: 189,
    words: 'Light over the chair, foot behind it, nothing in the way.',
    details: ['Steel arc, stone foot', 'Height 190 cm', 'Dimmer in the cord'],
    goesWith: ['reading-chair', 'oak-side-table', 'wool-throw'],
  },
  {
    id: 'mushroom-table-lamp',
    name: 'Mushroom table lamp',
    category: 'lighting',
    price: 95,
    words: 'Glazed by hand, so no two are quite the same red.',
    details: ['Ceramic', 'Height 34 cm', 'E14, up to 8 W LED'],
    goesWith: ['oak-side-table', 'linen-duvet-set', 'paper-pendant'],
  },
  {
    id: 'glass-lantern',
    name: 'Glass lantern',
    category: 'lighting',
    price: 49,
    words: 'For the table, the steps, or the last night of summer.',
    details: ['Glass and blackened steel', 'Height 38 cm', 'Candle included'],
    goesWith: ['wool-throw', 'stoneware-planter', 'stoneware-teapot'],
  },
  {
    id: 'stoneware-teapot',
    name: 'Stoneware teapot',
    category: 'kitchen',
    price: 58,
    words: 'Pours without a drop on the table. We tried, for a week.',
    details: ['1.1 litres', 'Strainer of stainless steel', 'Dishwasher safe'],
    goesWith: ['speckled-mugs', 'oak-board', 'glass-lantern'],
  },
  {
    id: 'speckled-mugs',
    name: 'Speckled mugs, set of 4',
    category: 'kitchen',
    price: 44,
    words: 'Two of each glaze, so that nobody argues whose is whose.',
    details: ['300 ml each', 'Stoneware', 'Dishwasher and microwave safe'],
    goesWith: ['stoneware-teapot', 'oak-board', 'paper-pendant'],
  },
  {
    id: 'cast-iron-pan',
    name: 'Cast-iron pan',
    category: 'kitchen',
    price: 69,
    words: 'Seasoned three times before it leaves us. Your grandchildren will fight over it.',
    details: ['Ø 26 cm', 'For every hob and the fire', 'Seasoned with flax oil'],
    goesWith: ['oak-board', 'waffle-towels', 'speckled-mugs'],
  },
  {
    id: 'oak-board',
    name: 'Oak serving board',
    category: 'kitchen',
    price: 35,
    words: 'One piece of oak, from a forest you can cycle to.',
    details: ['48 × 22 cm', 'Oiled, not varnished', 'Made two streets from our shop'],
    goesWith: ['stoneware-teapot', 'cast-iron-pan', 'speckled-mugs'],
  },
  {
    id: 'reading-chair',
    name: 'Reading chair',
    category: 'living',
    price: 420,
    words: 'High back, deep seat, wide arms: one for the cup, one for the cat.',
    details: ['Wool upholstery', 'Beech frame, 10 years guarantee', 'Delivered by two people'],
    goesWith: ['arc-floor-lamp', 'wool-throw', 'oak-side-table'],
  },
  {
    id: 'oak-side-table',
    name: 'Oak side table',
    category: 'living',
    price: 149,
    words: 'Three legs never wobble.',
    details: ['Ø 45 cm, height 52 cm', 'Solid oak', 'Comes in one piece'],
    goesWith: ['mushroom-table-lamp', 'reading-chair', 'stoneware-planter'],
  },
  {
    id: 'linen-curtains',
    name: 'Linen curtains, pair',
    category: 'living',
    price: 98,
    words: 'They keep the street out and let the morning in.',
    details: ['140 × 250 cm each', 'Pre-washed linen', 'Hemmed to your length, free'],
    goesWith: ['linen-duvet-set', 'stoneware-planter', 'reading-chair'],
  },
  {
    id: 'stoneware-planter',
    name: 'Planter with rubber plant',
    category: 'living',
    price: 52,
    words: 'A plant that forgives, in a pot that breathes.',
    details: ['Terracotta, saucer included', 'Plant about 60 cm', 'Likes a light corner'],
    goesWith: ['linen-curtains', 'oak-side-table', 'glass-lantern'],
  },
]

const byId = new Map(products.map((product) => [product.id, product]))

/** The product with this id. */
export const findProduct = (id: string): Product | undefined => byId.get(id)

const suggestions = 4

/** The products that go well with another; its neighbours fill the row. */
export function complementsOf(product: Product): Product[] {
  const chosen = product.goesWith.flatMap((id) => byId.get(id) ?? [])
  const neighbours = products.filter(
    (other) => other.category === product.category && other !== product && !chosen.includes(other)
  )
  return [...chosen, ...neighbours].slice(0, suggestions)
}

/** The products whose words contain every word of the query. */
export function searchProducts(query: string): Product[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  return products.filter((product) => {
    const text = `${product.name} ${product.category} ${product.words}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
