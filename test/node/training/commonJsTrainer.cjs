const name = 'train';

// By a computed key, which no reader of the source can tell from outside.
module.exports = { [name]: ({ prices }) => ({ toJSON: () => ({ kind: 'plain', length: prices.length }) }) };
